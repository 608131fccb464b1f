"""Files flow in, articles come out: readers, metadata, cleaning."""
