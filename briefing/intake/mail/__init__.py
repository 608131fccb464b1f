"""What a message says: its parts, and the text in them."""
