"""Print a command line of the README: the fenced block after `<!-- ci: NAME -->`. Standard library only."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def command(readme: str, name: str) -> str:
    """The one command line that is marked with a name."""
    found = re.findall(rf"<!-- ci: {re.escape(name)} -->\n+```sh\n(.+?)\n```", readme, re.DOTALL)
    if len(found) != 1 or "\n" in found[0]:
        sys.exit(f"The README must hold one block of one line after <!-- ci: {name} -->; it holds {found}.")
    return str(found[0])


if __name__ == "__main__":
    sys.stdout.write(command(Path("README.md").read_text(encoding="utf-8"), sys.argv[1]) + "\n")
