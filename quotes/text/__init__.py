"""What an article is made of: blocks, quotation marks, sentences, all as spans of its text."""
