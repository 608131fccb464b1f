"""Who was quoted speaks; who quotes carries it."""

from __future__ import annotations

import pytest

from briefing.attribution.constructions import with_quoted
from briefing.attribution.draft import Draft
from briefing.attribution.shapes import SURE
from briefing.attribution.training.marked import marked


def mended(markup: str) -> tuple[str, str, str]:
    article = marked(markup)
    (one,) = article.statements
    ((draft, _),) = with_quoted(article.text, [(Draft(*_spans(one)), SURE)])  # type: ignore[arg-type]
    return tuple(" … ".join(article.text[a:b] for a, b in spans) for spans in (draft.source, draft.cue, draft.content))  # type: ignore[return-value]


def _spans(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, role) for role in ("content", "cue", "source"))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "{s1|The Herald} {u1|quoted} {c1|two port officials as saying that the quay was sinking}.",
            ("two port officials", "quoted two port officials as saying", "that the quay was sinking"),
        ),
        (
            "{s1|The agency} {u1|cited} the mayor {c1|as saying the bridge would close}.",
            ("the mayor", "cited the mayor as saying", "the bridge would close"),
        ),
        (
            "{s1|The Herald}, {u1|quoting} {c1|Ida Berg as warning, “It will fall.”}",
            ("Ida Berg", "quoting Ida Berg as warning", "“It will fall.”"),
        ),
        (
            "{c1|“It will fall,”} {s1|Radio Nord} {u1|reported} Ida Berg as saying.",
            ("Ida Berg", "reported Ida Berg as saying", "“It will fall,”"),
        ),
        (
            "A port official was {u1|quoted} by {s1|the Herald} as {u1|saying} {c1|that the quay was sinking}.",
            ("A port official", "was quoted by the Herald as saying", "that the quay was sinking"),
        ),
        (
            "The quay shut; {c1|he} was {u1|quoted} by {s1|the Herald} on his reasons: {c1|“It will fall.”}",
            ("he", "was quoted by the Herald", "“It will fall.”"),
        ),
        (
            "{c1|“The quay is sinking,”} {s1|the Herald} {u1|quoted} two port officials as saying.",
            ("two port officials", "quoted two port officials as saying", "“The quay is sinking,”"),
        ),
        (
            "{c1|“It is sinking,”} {s1|the Herald} {u1|quoted} {c1|Prince} Ali as saying. {c1|“It will fall.”}",
            ("Prince Ali", "quoted Prince Ali as saying", "“It is sinking,” … “It will fall.”"),
        ),
        (
            "{c1|“It is sinking,” he} {u1|was quoted as saying} by {s1|the Herald}.",
            ("he", "was quoted as saying", "“It is sinking,”"),
        ),
        (
            "{c1|The minister} {u1|has been reported as saying} {c1|that the quay was sinking}.",
            ("The minister", "has been reported as saying", "that the quay was sinking"),
        ),
    ],
)
def test_who_is_quoted_speaks(markup: str, expected: tuple[str, str, str]) -> None:
    assert mended(markup) == expected


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("{s1|She} {u1|quoted} {c1|two poems as she walked}.", "She"),
        ("{s1|The mayor} was {u1|quoted as saying} {c1|the bridge would close}.", "The mayor"),
        ("He was quoted by the Herald. {s1|She} {u1|said}: {c1|“It will fall.”}", "She"),
        ("The Herald quoted nobody as saying so. {s1|He} {u1|said} {c1|it was closed}.", "He"),
    ],
)
def test_other_reports_stay_as_they_are(markup: str, source: str) -> None:
    assert mended(markup)[0] == source
