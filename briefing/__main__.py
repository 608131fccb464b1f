"""`python -m briefing` is `briefing`."""

from __future__ import annotations

from briefing.cli import main

if __name__ == "__main__":
    main()
