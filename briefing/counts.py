"""Numbers of things in words, for both faces."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """A number of things: "1 article", "2,000 articles".

    Args:
        number: How many.
        thing: What one of them is called.
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


__all__ = ["counted"]
