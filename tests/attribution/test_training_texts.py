"""What the weights are trained on: our own marked texts, and a corpus of discourse relations as gold articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.attribution.pieces import cut
from briefing.attribution.training.gum import convert
from briefing.attribution.training.labels import NOWHERE, TAGS, label
from briefing.attribution.training.marked import as_row, marked, own_articles, read_marked
from tests.attribution.readings import tokenizer

CONLLU = """# newdoc id = GUM_letter_boats
# newpar
# text = Ada says the boats don't float, but nobody listens.
1\tAda\tAda\tPROPN\tNNP\t_\t2\tnsubj\t_\tDiscourse=attribution-positive:1->2:0:_
2\tsays\tsay\tVERB\tVBZ\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tDiscourse=ROOT:2:0
4\tboats\tboat\tNOUN\tNNS\t_\t7\tnsubj\t_\t_
5-6\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdo\tdo\tAUX\tVBP\t_\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tfloat\tfloat\tVERB\tVB\t_\t2\tccomp\t_\tSpaceAfter=No
8\t,\t,\tPUNCT\t,\t_\t11\tpunct\t_\t_
9\tbut\tbut\tCCONJ\tCC\t_\t11\tcc\t_\tDiscourse=adversative-contrast:3->2:1:_
10\tnobody\tnobody\tPRON\tNN\t_\t11\tnsubj\t_\t_
11\tlistens\tlisten\tVERB\tVBZ\t_\t2\tconj\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
# text = According to the log, it rained.
1\tAccording\taccord\tVERB\tVBG\t_\t4\tcase\t_\tDiscourse=attribution-positive:4->5:0:_
2\tto\tto\tADP\tIN\t_\t4\tcase\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tlog\tlog\tNOUN\tNN\t_\t7\tobl\t_\tSpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_
6\tit\tit\tPRON\tPRP\t_\t7\tnsubj\t_\tDiscourse=joint-other_m:5->2:2:_
7\trained\train\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_
"""


def test_attribution_relations_become_statements(tmp_path: Path) -> None:
    (tmp_path / "GUM_letter_boats.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "GUM_court_boats.conllu").write_text(CONLLU, encoding="utf-8")
    out = tmp_path / "gold.jsonl"
    assert convert(tmp_path, out, without=["court"]) == 1
    row = json.loads(out.read_text("utf-8"))
    assert row["text"] == "Ada says the boats don't float, but nobody listens.\n\nAccording to the log, it rained."

    def words(spans: list[list[int]]) -> str:
        return " … ".join(row["text"][a:b] for a, b in spans)

    assert [(words(one["source"]), words(one["cue"]), words(one["content"])) for one in row["statements"]] == [
        ("Ada", "says", "the boats don't float,"),
        ("the log,", "According to", "it rained."),
    ]


def test_marks_become_spans_and_statements_share_a_source() -> None:
    article = marked("{s1,2|The mayor} {u1|said} {c1|it rained} and {u2|denied} {c2|that it snowed}.")
    assert article.text == "The mayor said it rained and denied that it snowed."
    one, other = article.statements
    assert one.source == other.source == ((0, 9),)
    assert [article.text[a:b] for a, b in (*one.content, *other.content)] == ["it rained", "that it snowed"]


def test_a_content_in_parts_keeps_its_order() -> None:
    (one,) = marked('{c12|"It rained,"} {s12|she} {u12|said}. {c12|"It poured."}').statements
    assert one.content == ((0, 12), (23, 35))


@pytest.mark.parametrize("markup", ["{s1|Ada} {u1|said} {c1|it {rained}}", "{s1 Ada}", "Ada}"])
def test_a_stray_brace_is_no_mark(markup: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        marked(markup)


def test_a_statement_without_content_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "texts.txt"
    file.write_text("=== one\n{s1|Ada} {u1|said} {c1|so}.\n\n=== two\n{s1|Ada} {u1|spoke}.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="two"):
        read_marked(file)


def test_our_own_texts_can_be_read_and_every_cue_has_its_content() -> None:
    articles = own_articles()
    assert len({article.id for article in articles}) == len(articles) >= 60
    assert all(one.cue and one.content for article in articles for one in article.statements)
    assert all(as_row(article)["text"] == article.text for article in articles)


def test_where_statements_nest_the_inner_words_win() -> None:
    nested = marked("{s1|Kane} {u1|thinks} {c1|Ada said it rained}.")
    first = nested.statements[0]
    at = nested.text.index("Ada")
    second = type(first)(content=((at + 9, at + 18),), cue=((at + 4, at + 8),), source=((at, at + 3),))
    both = type(nested)("a", nested.text, (second, first))
    pieces = cut(both.text, tokenizer())
    labels = label(both, pieces)
    tags = {both.text[a:b]: TAGS[tag] for a, b, tag in zip(pieces.starts, pieces.ends, labels.tags, strict=True)}
    assert tags["Ada"] == "B-source"
    assert tags["said"] == "B-cue"
    assert tags["it"] == "B-content"
    said = [both.text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)].index("said")
    rained = [both.text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)].index("rained")
    assert labels.cues[rained] == said
    assert labels.sources[said] != NOWHERE
