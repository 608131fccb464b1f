"""The worker process: articles in on standard input, statements out on standard output, one JSON object a line."""
