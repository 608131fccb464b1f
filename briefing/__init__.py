"""Who said what, when and where: a terminal reader for people who must prove it."""

__version__ = "0.1.0"
