"""Files in, articles out: text exactly as read, what is known about it, or why not."""
