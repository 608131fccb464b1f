"""The command line: stdout is data, stderr is narration, exit codes are an interface.

Exit codes: 0 done, 1 unexpected, 2 not understood, 3 nothing found, 4 a file or folder cannot be read, 5 the library
cannot be used, 6 no terminal to draw on, 7 statements cannot be found, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress


def main() -> None:
    """Run the command that the words after `briefing` ask for, and exit."""
    from briefing.cli.running import run

    code = run(sys.argv[1:])
    if any(thread.daemon for thread in threading.enumerate()):
        # One that comes back from native code while Python takes itself down takes the process with it, code and all.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


__all__ = ["main"]
