"""Processes that are spoken to: whatever becomes of them is an answer or a reason."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from briefing.library.processes import CLOSED, Aside, DiedError, Process

ECHOES = (sys.executable, "-c", "import sys; [print(line, end='', flush=True) for line in sys.stdin]")


def test_whoever_listens_to_one_that_somebody_else_has_put_down_is_told_so() -> None:
    process = Process(ECHOES)
    process.end()
    with pytest.raises(DiedError, match="exit status"):
        process.hear(60.0)


@pytest.mark.parametrize("put_down", [Process.kill, Process.leave])
def test_what_is_under_way_when_all_is_closed_ends_and_nothing_is_begun_any_more(
    put_down: Callable[[Process], None],
) -> None:
    aside = Aside(ECHOES, put_down=put_down)
    aside.kill()  # nothing is under way
    with aside.started() as process:
        process.tell(1)
        assert process.hear(60.0) == b"1\n"
        aside.close()
        with pytest.raises(DiedError):
            process.hear(60.0)
    aside.close()
    with pytest.raises(DiedError, match=CLOSED), aside.started():
        pass
