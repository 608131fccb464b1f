"""How far the background work is, and what came of it, as the faces are told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.library import rows
from briefing.services.views import Progress, ReadingReport, Skipped

if TYPE_CHECKING:  # what only background work needs is loaded when it begins
    from briefing.library.ingest import Stage
    from briefing.library.reading_round import Tally

_TELLS_AFTER = 2.0
_LEAST_SHARE = 0.02


def progress_of(stage: Stage, problems: tuple[str, ...], changed: int, news: tuple[str, ...] = ()) -> Progress:
    """How far a stage is, how fast it is, and how long it will take.

    Args:
        stage: The stage.
        problems: One sentence for each thing that went wrong.
        changed: A number that grows with every change of what is shown.
        news: What is no problem and worth a sentence each.
    """
    took = time.monotonic() - stage.since if stage.since else 0.0
    finished = stage.articles if stage.name == "reading" else stage.done
    share = stage.share if stage.share is not None else stage.done / stage.total if stage.total else 0.0
    tells = took >= _TELLS_AFTER and not stage.elsewhere
    return Progress(
        stage.name,
        stage.done,
        stage.total,
        problems,
        changed,
        articles=stage.articles,
        rate=finished / took if tells and finished else None,
        left=took * (1 - share) / share if tells and share >= _LEAST_SHARE else None,
        share=stage.share,
        elsewhere=stage.elsewhere,
        news=news,
    )


def report_of(tally: Tally, skipped: Sequence[rows.Skipped]) -> ReadingReport:
    """What came of a reading.

    Args:
        tally: What was counted.
        skipped: What cannot be read.
    """
    return ReadingReport(
        files=tally.files,
        gone=tally.gone,
        back=tally.back,
        new=tally.articles.new,
        changed=tally.articles.changed,
        unchanged=tally.articles.unchanged,
        removed=tally.articles.removed,
        skipped=tuple(Skipped(one.path, one.sentence, one.whole) for one in skipped),
        seconds={stage: round(seconds, 3) for stage, seconds in tally.seconds.items()},
    )


__all__ = ["progress_of", "report_of"]
