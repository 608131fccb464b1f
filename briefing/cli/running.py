"""Running a command, and ending it well whatever happens."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.completing import teach_shells
from briefing.cli.options import COMPLETE
from briefing.cli.output import narrate, safe_streams
from briefing.cli.root import briefing
from briefing.errors import BriefingError

INTERRUPTED = 130
_NO_ROOM = frozenset([errno.ENOSPC, errno.EDQUOT])


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit code; no exception leaves it, and no traceback is shown."""
    safe_streams()
    _keep_logs_off_the_screen()
    code = 0
    try:
        # Not `briefing.main`: it has its own ways with closed pipes and interrupts.
        if asked := os.environ.get(COMPLETE):
            from click.shell_completion import shell_complete

            teach_shells()
            return shell_complete(briefing, {}, "briefing", COMPLETE, asked)
        with briefing.make_context("briefing", list(arguments)) as context:
            briefing.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as asked:
        code = asked.exit_code
    except click.ClickException as error:
        code = _not_understood(error)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:  # whoever read our output has had enough ("| head"): that is no error
        _let_output_go()
    except BriefingError as error:
        narrate(str(error))
        code = error.exit_code
    # The last door: a mistake of ours becomes one sentence, and its details a file that can be sent to us.
    except Exception as error:  # noqa: BLE001
        code = _no_room(error) if isinstance(error, OSError) and error.errno in _NO_ROOM else _unexpected(error)
    return code


def _not_understood(error: click.ClickException) -> int:
    """Say what was wrong with the words of the command."""
    context = getattr(error, "ctx", None)
    hint = f" Try: {context.command_path} --help" if context is not None else ""
    narrate(f"{error.format_message()}{hint}")
    return 2


def _let_output_go() -> None:
    """What is still to be flushed goes nowhere."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _no_room(error: OSError) -> int:
    """Say that a disk is full, which is no mistake of ours."""
    _let_output_go()
    narrate(f"There is no room left for what is to be written ({error.strerror}): make room, or write it elsewhere.")
    return 1


def _unexpected(error: Exception) -> int:
    """Keep the details of a mistake of ours, and say where they are."""
    import datetime as dt
    import traceback

    kept = log_file()
    details = "".join(traceback.format_exception(error))
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with kept.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{dt.datetime.now(dt.UTC).isoformat(timespec='seconds')} {details}\n")
        where = f"the details are in {kept}"
    except OSError:
        where = "and the details could not be kept"
    narrate(f"Something went wrong that should not have ({type(error).__name__}); {where}: please report it.")
    return 1


def log_file() -> Path:
    """Where the details of mistakes are kept."""
    context = click.get_current_context(silent=True)
    chosen = (context.find_root().params.get("data_dir") if context else None) or os.environ.get("BRIEFING_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser() / "briefing.log"
    from briefing.paths import default_data_dir

    return default_data_dir() / "briefing.log"


def _keep_logs_off_the_screen() -> None:
    """What the rooms log is for the log file; Python would print it to the reader's screen."""
    logging.raiseExceptions = False
    logger = logging.getLogger("briefing")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
