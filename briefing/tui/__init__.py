"""The terminal app."""

import os

# Textual reads this once, when it is imported. At its own 60 a second, what a letter finds waits for up to a sixtieth
# of a second after that letter was drawn; nothing is drawn oftener than it changes.
os.environ.setdefault("TEXTUAL_FPS", "1000")
