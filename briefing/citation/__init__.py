"""A statement as text that can be pasted and checked."""
