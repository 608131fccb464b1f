"""How right statements are, against gold ones: gold files, the words of an article, the scorer, its table."""
