"""Any text is a query; what it means is said in words."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.search.explain import explain, misunderstood
from briefing.search.fields import mended_fields
from briefing.search.query import parse
from briefing.search.tree import Both, Dated, Either, FieldName, Filter, Marked, Not, Phrase, Query, Term, nodes

PIECES = [
    "OR", "AND", "NOT", "-", '"', "“", "speaker:", "date:", "kind:direct", "outlet:x", "*", "~", "(", ")", "-(", "a",
    "S-400", "said:2021", "is:unread", "tag:", "word~", "wor*",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        (
            'turkey sanctions speaker:"Hulusi Akar" date:>2021-03-01',
            "both “turkey” and “sanctions”, in a statement; said by Hulusi Akar; published after 1 March 2021",
        ),
        ("turkey sanctions", "both “turkey” and “sanctions”, anywhere"),
        (
            'sanctions "air defense" navy',
            "all of “sanctions”, the phrase “air defense” and “navy”, anywhere",
        ),
        ("kind:direct speaker:Demir", "statements said directly by Demir"),
        ("x OR b -c", "“x” or “b”, anywhere; without “c”"),
        ("(x OR b)", "“x” or “b”, anywhere"),
        ("x OR (b c)", "“x” or both “b” and “c”, anywhere"),
        ("x (b OR c)", "both “x” and either “b” or “c”, anywhere"),
        ("(b OR c) x", "both “x” and either “b” or “c”, anywhere"),
        ("(b OR c) (d OR e)", "either “b” or “c”, and either “d” or “e”, anywhere"),
        ("(b OR c) x (d OR e)", "all of “x”, either “b” or “c”, and either “d” or “e”, anywhere"),
        ("x -(b c)", "“x”, anywhere; without both “b” and “c”"),
        ("S-400", "the phrase “S-400”, anywhere"),
        ("Turkey's", "“Turkey”, anywhere"),
        ("the sanctions", "“sanctions”, anywhere"),
        ("the", "“the”, anywhere"),
        ("x - y", "both “x” and “y”, anywhere"),
        ("outlet:urdupoint date:2021-03", "articles and statements published by urdupoint; published in March 2021"),
        ("date:2021-03-01..2021-03-05", "articles and statements published from 1 March 2021 to 5 March 2021"),
        ("date:2022..2021", "articles and statements published from 2021 to 2022"),
        ("said:2021-03..2021-04", "statements said from March 2021 to April 2021"),
        ("kind:direct kind:mixed", "statements said directly or partly in quotation marks"),
        ("polarity:denied speaker:Akar", "statements denied by Akar"),
        ("actor:akar via:reuters", "statements said by akar under any name; carried by reuters"),
        ("sanct*", "words beginning with “sanct”, anywhere"),
        ("s*", "names and titles beginning with “s”, anywhere"),
        ("sanctoins~", "words like “sanctoins”, anywhere"),
        ('title:"air defense"', "articles and statements with “air defense” in the title"),
        ("-speaker:Akar x", "“x”, in a statement; not said by Akar"),
        (
            'is:unread tag:"sanctions file"',
            "articles and statements in articles that you have not read; tagged “sanctions file”",
        ),
        ("speaker:'Hulusi Akar' x", "“x”, in a statement; said by Hulusi Akar"),
        ("'air defense' x", "both the phrase “air defense” and “x”, anywhere"),
        ("‘air defense’", "the phrase “air defense”, anywhere"),
        ("Turkey's 'S-400s", "both “Turkey” and the phrase “S-400s”, anywhere"),
        ("the '90s and the workers' strike", "all of “90s”, “workers” and “strike”, anywhere"),
        ("miners’ pay in the ‘80s OR miners' pay", "all of “miners”, “pay” and either “80s” or “miners”, anywhere"),
        ("'Tis the workers' pay", "all of “Tis”, “workers” and “pay”, anywhere"),
        ("speaker:workers' 'air defense'", "the phrase “air defense”, in a statement; said by workers"),
        ("'the workers' strike' x", "both the phrase “the workers' strike” and “x”, anywhere"),
        ("'air systems' 'air strike'", "both the phrase “air systems” and the phrase “air strike”, anywhere"),
        ("'air systems' of the workers' pay", "all of the phrase “air systems”, “workers” and “pay”, anywhere"),
        ("'2019 election'", "the phrase “2019 election”, anywhere"),
        ("!turkey x", "“x”, anywhere; without “turkey”"),
        ("or x", "“x”, anywhere"),
        ("Stop! x", "both “Stop” and “x”, anywhere"),
        ('actor:"officials (unnamed)"', "statements said by officials (unnamed) under any name"),
        ("speaker=Demir", "statements said by Demir"),
        ("polarity:denies", "statements denied"),
        ("date:March_2021", "articles and statements published in March 2021"),
        ('said:"3 mar 2021"', "statements said on 3 March 2021"),
        ("date:1_March_2021..2021-04", "articles and statements published from 1 March 2021 to April 2021"),
        ("speaker:akar,demir", "statements said by akar or demir"),
        ("speaker:(akar OR 'Ayşe Demir') x", "“x”, in a statement; said by akar or Ayşe Demir"),
        ("x -kind:direct,mixed", "“x”, in a statement; not said directly or partly in quotation marks"),
        ("date:2021-03,2021-05", "articles and statements published in March 2021 or in May 2021"),
        ('speaker:"Akar, Hulusi"', "statements said by Akar, Hulusi"),
        ("http://a.b/c", "the phrase “http://a.b/c”, anywhere"),
        ("", "nothing asked yet"),
    ],
)
def test_a_query_is_said_back(query: str, explained: str) -> None:
    asked = parse(query)
    assert explain(asked) == explained
    assert not asked.corrected


@pytest.mark.parametrize(
    ("query", "noted"),
    [
        ('"air def', "a quotation mark was closed at its end"),
        ("x OR", "an operator at its end was left out"),
        ("OR x", "OR at its beginning was left out"),
        ("(x OR y", "a parenthesis was closed at its end"),
        ("x)", "a parenthesis that closes nothing was left out"),
        ("() x", "empty parentheses were left out"),
        ("x date:soon", "“soon” is no date (write 2021, 2021-03 or 2021-03-01), so it is searched for as a word"),
        ("k or b", "“or” was taken for a word, and OR in capitals means either"),
        ("k not b", "“not” was taken for a word, and NOT in capitals takes away"),
        ("by:akar", "there is no “by:” (speaker: there is), so its words are searched for"),
        ("gov*ment", "“*” was left out, for only a word's ending can vary"),
        ("*ment", "“*” was left out, for only a word's ending can vary"),
        ('"air def*"', "“*” was left out, for in a phrase words stand whole"),
        ('"air defense"~5', "“~5” after a phrase was left out, for its words stand together"),
        ("ships^2.5", "“^2.5” was left out, for every word counts alike"),
        ("title:ships^2", "“^2” was left out, for every word counts alike"),
        ("speaker: x", "“speaker:” has nothing after it and was left out"),
        ("kind:loud x", "“loud” is no kind (one of direct, indirect, mixed), so it is searched for as a word"),
        ("kind:direct,loud x", "“loud” is nothing that “kind:” asks for and was left out"),
        ("speaker:(akar OR demir", "a parenthesis was closed at its end"),
        ("x date:january", "“january” has no year (write January_2021), so it is searched for as a word"),
        ("x after:2021", "there is no “after:” (date:> there is), so its words are searched for"),
        ("x ~", "“~” holds no word and was left out"),
        ("x ***", "“***” holds no word and was left out"),
        ("outlets:gazette", "there is no “outlets:” (outlet: there is), so its words are searched for"),
    ],
)
def test_what_was_not_understood_is_said_in_one_sentence(query: str, noted: str) -> None:
    asked = parse(query)
    assert misunderstood(asked) == f"Not as typed: {noted}."
    assert explain(asked).endswith(misunderstood(asked))


@pytest.mark.parametrize(
    ("query", "words"), [("date:soon", ["soon"]), ("kind:loud x", ["loud", "x"]), ("foo:bar", ["foo:bar"])]
)
def test_what_is_not_understood_is_searched_for_as_words(query: str, words: list[str]) -> None:
    assert [part.text for part in parse(query).parts if isinstance(part, Term | Phrase)] == words


def test_while_typing_nothing_is_scolded() -> None:
    for query in (
        '"air def',
        "by:a",
        "gov*m",
        "ships^",
        '"air def*',
        "x OR",
        "speaker:",
        "date:2021-",
        "x -",
        "(x",
        "outle:",
        "x ~",
        "speaker:(a OR",
        "speaker:(",
        "speaker:a,",
        "kind:direct,l",
    ):
        assert not parse(query, typing=True).corrected


def test_or_joins_its_neighbours_only() -> None:
    a, b = Term(text="k"), Term(text="b")
    assert parse("x k OR b y").parts == (Term(text="x"), Either(parts=(a, b)), Term(text="y"))


def test_parentheses_hold_together() -> None:
    x, y, z = Term(text="x"), Term(text="y"), Term(text="z")
    assert parse("x OR (y z)").parts == (Either(parts=(x, Both(parts=(y, z)))),)
    assert parse("-(x (y OR z))").parts == (Not(part=Both(parts=(x, Either(parts=(y, z))))),)
    assert parse("((x))").parts == (x,)


def test_the_last_word_is_unfinished_until_a_space_follows() -> None:
    assert parse("x sanc", typing=True).parts[-1] == Term(text="sanc", unfinished=True)
    assert parse("x sanc ", typing=True).parts[-1] == Term(text="sanc")
    assert parse("(x sanc", typing=True).parts[-1] != parse("(x sanc)", typing=True).parts[-1]
    last = parse("speaker:dem", typing=True).parts[-1]
    assert isinstance(last, Filter)
    assert last.unfinished


def test_a_phrase_that_is_being_typed_ends_in_an_unfinished_word() -> None:
    assert parse('"air def', typing=True).parts == (Phrase(text="air"), Term(text="def", unfinished=True))
    assert parse('"air def"', typing=True).parts == (Phrase(text="air def"),)
    assert parse("S-40", typing=True).parts == (Phrase(text="S"), Term(text="40", unfinished=True))


def test_minus_takes_away_words_phrases_fields_and_groups() -> None:
    parts = parse('-k -"b c" -outlet:d -(e f)').parts
    assert [type(part.part) for part in parts if isinstance(part, Not)] == [Term, Phrase, Filter, Both]


def test_slips_forgiven_depend_on_the_length() -> None:
    edits = [part.edits for part in parse("us~ navy~ sanctions~ sanctions~1 ship~2").parts if isinstance(part, Term)]
    assert edits == [0, 1, 2, 1, 1]


def test_dates_and_marks() -> None:
    asked = parse("said:2021-03 is:unread tag:Navy")
    assert asked.statements_only
    (said, unread, tag) = asked.parts
    assert isinstance(said, Dated)
    assert (said.field, said.first, said.last) == (FieldName.SAID, dt.date(2021, 3, 1), dt.date(2021, 3, 31))
    assert unread == Marked(field=FieldName.IS, text="unread")
    assert tag == Marked(field=FieldName.TAG, text="navy")


@pytest.mark.parametrize("values", ["speaker:a,demir", "speaker:a|demir", "speaker:(a OR demir)", "speaker:(a, demir)"])
def test_a_field_is_satisfied_with_any_of_its_values(values: str) -> None:
    either = Either(parts=tuple(Filter(field=FieldName.SPEAKER, text=name) for name in ("a", "demir")))
    assert parse(f"x {values} y").parts == (Term(text="x"), either, Term(text="y"))
    assert parse(f"x -{values}").parts == (Term(text="x"), Not(part=either))
    growing = parse(values.rstrip(")"), typing=True).parts[0]
    assert isinstance(growing, Either)
    assert [isinstance(one, Filter) and one.unfinished for one in growing.parts] == [False, True]


def test_nothing_that_can_be_searched_for_is_not_nothing_asked() -> None:
    assert explain(parse("***")) == "nothing to search for. Not as typed: “***” holds no word and was left out."


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ("spaeker:may x", "speaker:may x"),
        ("x by:may", "x speaker:may"),
        ("(x OR subject:y)", "(x OR title:y)"),
        ("x -from:may", "x -speaker:may"),
        ("since:2021-03 x", "date:>=2021-03 x"),
        ("kind:direkt polarity=deneid", "kind:direct polarity=denied"),
        ("kind:loud x", "kind:loud x"),
        ("speaker:may kind:directly http://by.it/x", "speaker:may kind:directly http://by.it/x"),
    ],
)
def test_fields_that_are_called_otherwise_are_put_right(query: str, mended: str) -> None:
    assert mended_fields(query) == mended
    assert not parse(mended).notes or "loud" in mended


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“air defense”", '"air defense"'),
        ("«air defense»", '"air defense"'),
        ("Turkey’s", "Turkey's"),
        ("SPEAKER:x", "speaker:x"),
        ("speaker:‘Hulusi Akar’", 'speaker:"Hulusi Akar"'),
    ],
)
def test_curly_or_straight_marks_do_not_matter(one: str, other: str) -> None:
    assert parse(one).parts == parse(other).parts


def test_the_order_of_typing_does_not_matter() -> None:
    wanted = set(parse('x "b c" speaker:d -e kind:direct').parts)
    for order in permutations(["x", '"b c"', "speaker:d", "-e", "kind:direct"]):
        assert set(parse(" ".join(order)).parts) == wanted


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_understood_and_said_back_briefly(query: str, typing: bool) -> None:
    explained = explain(parse(query, typing=typing))
    assert explained
    assert len(explained) < 4_000
    assert all(char.isprintable() for char in explained)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_is_kept_was_asked(query: str, typing: bool) -> None:
    asked = parse(query, typing=typing)
    for part in asked.nodes():
        if isinstance(part, Term | Phrase):
            assert part.text in query
    assert Query.model_validate_json(asked.model_dump_json()) == asked


_LETTERS = st.text("bcdfgk", min_size=2, max_size=5)
_APOSTROPHES = st.sampled_from("'’")
_POSSESSIVES = st.builds("{}s{}".format, _LETTERS, _APOSTROPHES)  # the workers'
_INSIDE = st.builds("{}{}{}".format, _LETTERS, _APOSTROPHES, _LETTERS)
_DECADES = st.builds("{}{}{}".format, st.sampled_from("'’‘"), st.integers(10, 99), st.sampled_from(["", "s"]))
_WITH_APOSTROPHES = st.one_of(_LETTERS, _POSSESSIVES, _INSIDE, _DECADES)


@given(st.lists(_WITH_APOSTROPHES, min_size=1, max_size=8), st.booleans())
@settings(max_examples=300, deadline=None)
def test_an_apostrophe_joins_no_word_to_another(said: list[str], typing: bool) -> None:
    each = dict.fromkeys(part for one in said for part in parse(f"{one} ", typing=typing).parts)
    assert parse(f"{' '.join(said)} ", typing=typing).parts == tuple(each)


@given(st.lists(st.one_of(_LETTERS, _POSSESSIVES, _INSIDE), min_size=1, max_size=5), _LETTERS, st.sampled_from("'’"))
@settings(max_examples=300, deadline=None)
def test_words_with_apostrophes_stand_between_single_marks(said: list[str], last: str, closing: str) -> None:
    phrase = " ".join([*said, last])
    assert parse(f"x '{phrase}{closing} 'y z'").parts == (Term(text="x"), Phrase(text=phrase), Phrase(text="y z"))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_a_group_holds_more_than_one(query: str) -> None:
    for part in parse(query).parts:
        for node in nodes(part):
            assert not isinstance(node, Either | Both) or len(node.parts) > 1
