"""The scorer, on sentences of our own."""

from __future__ import annotations

import pytest

from briefing.services.evaluation.gold import GoldArticle, Said
from briefing.services.evaluation.mistakes import Mistake, Passage, Sort
from briefing.services.evaluation.scorer import Score, score
from briefing.services.evaluation.words import Words, quotations

TEXT = (
    "Mayor Ada Quill said the old bridge would reopen in spring. "
    "“We have mended every arch,” she told reporters. "
    "Critics want a ferry instead."
)


def spans(*words: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(word), text.index(word) + len(word)) for word in words)


BRIDGE = Said(spans("the old bridge would reopen in spring"), spans("said"), spans("Mayor Ada Quill"))
ARCH = Said(spans("“We have mended every arch,”"), spans("told"), spans("she"))
FERRY = Said(spans("a ferry instead"), spans("want"), spans("Critics"))
GOLD = GoldArticle("bridge", TEXT, (BRIDGE, ARCH, FERRY))


def scored(*predictions: Said, gold: GoldArticle = GOLD) -> Score:
    return score([gold], {gold.id: predictions})


def test_gold_scores_a_hundred() -> None:
    table = scored(BRIDGE, ARCH, FERRY)
    assert table.content.f1 == 100
    assert all(table.rows[kind].full.f1 == 100 for kind in ("all", "speech", "direct", "indirect"))
    assert table.calibration is None


def test_saying_nothing_scores_nothing() -> None:
    table = score([GOLD], {})
    assert (table.rows["all"].gold, table.rows["all"].said) == (3, 0)
    assert table.rows["all"].full.f1 == table.content.f1 == 0


def test_half_the_words_make_a_pair_and_fewer_do_not() -> None:
    half = Said(spans("the old bridge would"), BRIDGE.cue, BRIDGE.source)
    less = Said(spans("the old bridge"), BRIDGE.cue, BRIDGE.source)
    assert scored(half).rows["all"].relation.recall == pytest.approx(33.3)
    assert scored(less).rows["all"].relation.recall == 0
    assert scored(less).content.precision == 100


def test_a_pair_with_another_source_is_no_full_one() -> None:
    row = scored(Said(BRIDGE.content, BRIDGE.cue, spans("Critics"))).rows["all"]
    assert (row.relation.precision, row.full.precision, row.source) == (100, 0, 0)


def test_a_source_is_right_by_one_meaningful_word() -> None:
    surname = Said(BRIDGE.content, BRIDGE.cue, spans("Quill"))
    assert scored(surname).rows["all"].full.precision == 100
    article = GoldArticle("a", "The mayor and the clerk agreed.", (Said(((24, 31),), (), ((0, 23),)),))
    assert scored(Said(((24, 31),), (), ((0, 3),)), gold=article).rows["all"].full.precision == 0


def test_a_statement_without_source_is_right_only_without() -> None:
    article = GoldArticle("bridge", TEXT, (Said(BRIDGE.content, BRIDGE.cue),))
    assert scored(Said(BRIDGE.content, BRIDGE.cue), gold=article).rows["all"].full.f1 == 100
    assert scored(BRIDGE, gold=article).rows["all"].full.f1 == 0


def test_a_gold_statement_is_found_once() -> None:
    row = scored(BRIDGE, Said(spans("the old bridge would reopen"), BRIDGE.cue, BRIDGE.source)).rows["all"]
    assert (row.said, row.relation.precision, row.relation.recall) == (2, 50, 33.3)


def test_the_best_overlap_is_paired_first() -> None:
    worse = Said(spans("old bridge would reopen"), BRIDGE.cue, spans("Critics"))
    assert scored(worse, BRIDGE).rows["all"].full.recall == pytest.approx(33.3)


def test_kinds_are_the_golds_for_recall_and_the_predictions_for_precision() -> None:
    table = scored(Said(spans("We have mended every arch,” she told reporters"), ARCH.cue, ARCH.source))
    assert table.rows["direct"].relation.recall == 100
    assert table.rows["direct"].said == 0
    assert table.rows["mixed"].relation.precision == 100


def test_attitudes_are_no_speech() -> None:
    table = scored(BRIDGE, ARCH, FERRY)
    assert (table.rows["all"].gold, table.rows["speech"].gold) == (3, 2)


def test_what_is_mostly_discarded_does_not_count() -> None:
    article = GoldArticle("bridge", TEXT, (BRIDGE, ARCH), discard=spans("Critics want a ferry instead."))
    table = scored(BRIDGE, ARCH, FERRY, gold=article)
    assert (table.rows["all"].said, table.rows["all"].full.f1, table.content.f1) == (2, 100, 100)


def test_calibration_is_the_gap_between_confidence_and_truth() -> None:
    sure = [Said(row.content, row.cue, row.source, 1.0) for row in (BRIDGE, ARCH)]
    assert scored(*sure).calibration == 0
    wrong = Said(FERRY.content, FERRY.cue, spans("she"), 1.0)
    assert scored(*sure, wrong).calibration == pytest.approx(33.3)
    assert scored(Said(BRIDGE.content, BRIDGE.cue, BRIDGE.source, 0.75)).calibration == 25


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" twice', ['"yes"']),
        ("« Oui », dit-elle", ["« Oui »"]),
        ("“left open\nnext line", ["“left open"]),
        ("``TeX'' quotes", ["``TeX''"]),
        ("never opened” here", []),
        ("“and so to the end", ["“and so to the end"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_a_word_is_covered_when_a_span_touches_it() -> None:
    words = Words("one two three")
    assert words.covered([(2, 5)]) == {0, 1}
    assert words.covered([(3, 4)]) == frozenset()


def test_mistakes_are_told_in_the_words_of_the_article() -> None:
    wrong = Said(BRIDGE.content, BRIDGE.cue, spans("Critics"))
    table = scored(wrong, Said(spans("reporters"), (), spans("she")), ARCH)
    assert table.mistakes == (
        Mistake(
            Sort.WRONG_SOURCE,
            "bridge",
            gold=Passage("Mayor Ada Quill", "said", "the old bridge would reopen in spring"),
            said=Passage("Critics", "said", "the old bridge would reopen in spring"),
        ),
        Mistake(Sort.MISSED, "bridge", gold=Passage("Critics", "want", "a ferry instead")),
        Mistake(Sort.SPURIOUS, "bridge", said=Passage("she", "", "reporters")),
    )


def test_what_is_right_or_discarded_is_no_mistake() -> None:
    article = GoldArticle("bridge", TEXT, (BRIDGE, ARCH), discard=spans("Critics want a ferry instead."))
    assert scored(BRIDGE, ARCH, FERRY, gold=article).mistakes == ()


def test_the_first_mistakes_are_so_many_of_each_sort() -> None:
    table = score([GOLD, GOLD], {GOLD.id: [Said(spans("reporters")), BRIDGE]})
    missed, spurious = ["missed", "missed", "missed"], ["spurious", "spurious"]
    assert [mistake.sort for mistake in table.first_mistakes(3)] == [*missed, *spurious]
    assert [mistake.sort for mistake in table.first_mistakes(1)] == ["missed", "spurious"]
    assert list(table.first_mistakes(0)) == []


def test_a_mistake_is_a_line_for_it_and_one_for_each_side() -> None:
    passage = Passage("she", "", "“We have\nmended …\narch”")
    assert list(Mistake(Sort.SPURIOUS, "bridge", said=passage).lines()) == [
        "spurious: bridge",
        "  said  source: she | cue: – | content: “We have mended … arch”",
    ]
    assert len(list(Mistake(Sort.WRONG_SOURCE, "bridge", passage, passage).lines())) == 3


def test_the_table_is_aligned() -> None:
    lines = list(scored(BRIDGE, ARCH).lines())
    assert lines[0] == "content 100.0/80.0/88.9   calibration error not given"
    assert lines[1].split() == "all gold 3 said 2 relation 100.0/66.7/80.0 full 100.0/66.7/80.0 source 100.0".split()
    assert len({line.index("full") for line in lines[1:]}) == 1
