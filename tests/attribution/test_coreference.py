"""Reading who is who from the corpus' own marks, on a document of our own."""

from __future__ import annotations

import pytest

from briefing.attribution.training.coreference import GoldDocument, read_coreference
from briefing.attribution.training.stories import GUARD, held_back

ROWS = """# newdoc id = own
# newpar
1	Mayor	Mayor	NOUN	NN	_	2	nmod:desc	_	Entity=(1-person-new-cf1-2-coref
2	Ana	Ana	PROPN	NNP	_	5	nsubj	_	_
3	Petrov	Petrov	PROPN	NNP	_	2	flat	_	Entity=1)
4	later	later	ADV	RB	_	5	advmod	_	_
5	met	meet	VERB	VBD	_	0	root	_	Discourse=ROOT:1:0
6	the	the	DET	DT	_	7	det	_	Entity=(2-person-new-cf2-2-coref
7	head	head	NOUN	NN	_	5	obj	_	_
8	of	of	ADP	IN	_	10	case	_	_
9	the	the	DET	DT	_	10	det	_	Entity=(3-organization-new-cf3-2-sgl
10	bank	bank	NOUN	NN	_	7	nmod	_	Entity=3)2)|SpaceAfter=No
11	.	.	PUNCT	.	_	5	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Discourse=attribution-positive:2->3:0|Entity=(1-person-giv-cf1-1-ana)
2	said	say	VERB	VBD	_	0	root	_	_
3	he	he	PRON	PRP	_	4	nsubj	_	Discourse=joint:3->1:1|Entity=(2-person-giv-cf2-1-ana)
4	lied	lie	VERB	VBD	_	2	ccomp	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

1	Her	her	PRON	PRP$	_	2	nmod:poss	_	Entity=(4-person-new-cf1-2-sgl(1-person-giv-cf2-1-ana)
2	aide	aide	NOUN	NN	_	3	nsubj	_	Entity=4)
3	left	leave	VERB	VBD	_	0	root	_	Discourse=joint:4->1:0|SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> GoldDocument:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "own.conllu").write_text(ROWS, encoding="utf8")
    (found,) = read_coreference(folder)
    return found


def test_every_mention_has_its_words_its_head_and_its_entity(document: GoldDocument) -> None:
    text = document.text
    read = [(text[m.span.start : m.span.end], text[m.head.start : m.head.end], m.entity) for m in document.mentions]
    assert sorted(read) == [
        ("Her", "Her", "1"),
        ("Her aide", "aide", "4"),
        ("Mayor Ana Petrov", "Ana", "1"),
        ("She", "She", "1"),
        ("he", "he", "2"),
        ("the bank", "bank", "3"),
        ("the head of the bank", "head", "2"),
    ]


@pytest.mark.parametrize(
    ("words", "entity"),
    [("Ana Petrov", "1"), ("the head", "2"), ("bank", "3"), ("She", "1"), ("Her aide", "4"), ("later", None)],
)
def test_words_stand_for_the_mention_that_their_head_heads(
    document: GoldDocument, words: str, entity: str | None
) -> None:
    start = document.text.index(words)
    assert document.entity_at(start, start + len(words)) == entity


def test_the_sources_are_those_of_the_reporting_relations(document: GoldDocument) -> None:
    assert [[document.text[a:b] for a, b in source] for source in document.sources] == [["She"]]


def test_what_is_held_back_does_not_depend_on_the_order_of_names() -> None:
    names = [f"{GUARD[0]}a", "GUM_bio_a", "GUM_bio_b", f"{GUARD[2]}b", "GUM_bio_c"]
    assert held_back(names) == held_back(reversed(names)) == {f"{GUARD[0]}a", f"{GUARD[2]}b", "GUM_bio_a"}
