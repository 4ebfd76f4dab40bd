"""What a phrase says by itself of whom it stands for; `read` is the door."""
