"""What changed is shown whole: both versions can be read back from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, Paragraph, ParagraphKind
from briefing.services.changes import Change, changes, lines


def article(*paragraphs: str) -> Article:
    """An article of these paragraphs."""
    spans = []
    at = 0
    for paragraph in paragraphs:
        spans.append(Paragraph(kind=ParagraphKind.BODY, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 1
    return Article(id="a", path="/a", title="T", text="\n".join(paragraphs), paragraphs=tuple(spans))


def words(change: Change) -> tuple[list[str], list[str]]:
    """The words taken and put."""
    taken = [change.before[start:end] for start, end in change.taken]
    return taken, [change.after[start:end] for start, end in change.put]


def test_a_figure_that_was_corrected() -> None:
    older = article("The board met.", "It will spend $4m, its chair said.", "Crews are glad.")
    newer = article("The board met.", "It will spend $40m, its new chair said.", "Crews are glad.")
    first, second, third = changes(older, newer)
    assert first.is_same
    assert third.is_same
    assert words(second) == (["4m"], ["40m", "new"])


def test_paragraphs_that_came_and_went() -> None:
    older = article("One stays as it was.", "Two will be gone.", "Three stays too.")
    newer = article("Nought is new here.", "One stays as it was.", "Three stays too.", "Four came last.")
    found = [(change.before, change.after) for change in changes(older, newer)]
    assert found == [
        ("", "Nought is new here."),
        ("One stays as it was.", "One stays as it was."),
        ("Two will be gone.", ""),
        ("Three stays too.", "Three stays too."),
        ("", "Four came last."),
    ]


@given(
    st.lists(st.sampled_from("a b c d e f".split()), max_size=12),
    st.lists(st.sampled_from("a b c x y".split()), max_size=12),
)
def test_both_versions_can_be_read_back(older: list[str], newer: list[str]) -> None:
    before = [f"{word} said one and two and three" for word in older]
    after = [f"{word} said one and two or three" for word in newer]
    found = changes(article(*before), article(*after))
    assert [change.before for change in found if change.before] == before
    assert [change.after for change in found if change.after] == after


def test_long_texts_are_compared_without_their_order() -> None:
    older = [f"Line {number} of many." for number in range(3_000)]
    newer = [*older[:1_500], "A line between.", *older[1_501:]]
    found = [change for change in changes(article(*older), article(*newer)) if not change.is_same]
    assert [(change.before, change.after) for change in found] == [("Line 1500 of many.", ""), ("", "A line between.")]
    long = " ".join(f"word{number}" for number in range(2_000))
    (change,) = changes(article(long), article(long + " more"))
    assert change.before == long
    assert change.after == long + " more"


def test_a_comparison_to_read() -> None:
    older = article("One stays.", "Two stays.", "It will spend $4m, its chair said.", "This one goes.", "Three stays.")
    newer = article("One stays.", "Two stays.", "It will spend $40m, its chair said.", "Three stays.", "And one came.")
    assert [(line.mark, line.text) for line in lines(changes(older, newer))] == [
        ("", "2 paragraphs unchanged"),
        ("-", "It will spend $4m, its chair said."),
        ("+", "It will spend $40m, its chair said."),
        ("-", "This one goes."),
        ("", "1 paragraph unchanged"),
        ("+", "And one came."),
    ]
