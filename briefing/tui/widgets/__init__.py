"""The panes, and what they are built from."""
