"""What both faces ask for: no terminal, no SQL, no engine's names."""
