"""Any words of an article, copied with whose they are as far as they are anybody's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import ActorKind, Kind, Span, Speaker, Statement
from briefing.services.passage import passage
from briefing.services.views import ArticleView
from tests.tui.fake_desk import article_from, card_of, statement_card

TEXT = (
    "“The dam [sic] will hold,” said Ann Grey, “until spring.”\n\n"
    "Bo Li added that the valley was safe. Rain fell on 安倍 *street* for days."
)


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def said(name: str, kind: Kind, *contents: str) -> Statement:
    speaker = Speaker(name=name, kind=ActorKind.PERSON)
    return Statement(content=tuple(map(span_of, contents)), speaker=speaker, kind=kind, confidence=0.9)


@pytest.fixture
def view() -> ArticleView:
    article = article_from(TEXT, "/news/dam.txt", title="The dam", outlet="gazette-online")
    statements = (
        said("Ann Grey", Kind.DIRECT, "“The dam [sic] will hold,”", "“until spring.”"),
        said("Bo Li", Kind.INDIRECT, "that the valley was safe"),
    )
    cards = tuple(statement_card(article, one, actor_id="x") for one in statements)
    return ArticleView(replace(card_of(article, 2), outlet="The Gazette"), article, cards, "unchanged")


@pytest.mark.parametrize("words", ["[sic] will hold,” said Ann Grey, “until", "safe. Rain fell on 安倍 *street*", TEXT])
def test_verbatim_is_what_stands_there(view: ArticleView, words: str) -> None:
    assert passage(view, span_of(words), "verbatim") == words


def test_words_inside_a_statement_are_its_speakers(view: ArticleView) -> None:
    told = passage(view, span_of("dam [sic] will"))
    assert told == "> dam [sic] will\n\n— Ann Grey; The Gazette, *The dam*, undated, ¶1, dam.txt\n"
    with_marks = passage(view, span_of("“until spring.”"))
    assert with_marks.splitlines()[-1].startswith("— Ann Grey; ")


def test_a_part_of_a_paraphrase_says_that_it_is_one(view: ArticleView) -> None:
    assert passage(view, span_of("valley was safe.")).startswith("> (paraphrase) valley was safe.\n\n— Bo Li; ")


def test_a_guess_stays_a_guess(view: ArticleView) -> None:
    view = replace(view, statements=tuple(replace(card, unsure=True) for card in view.statements))
    assert "— perhaps Bo Li" in passage(view, span_of("valley was"))
    assert "with words of perhaps Ann Grey; " in passage(view, span_of("hold,” said Ann"))


def test_words_beyond_a_statement_are_the_articles_and_name_who_speaks_in_them(view: ArticleView) -> None:
    told = passage(view, span_of(TEXT[: TEXT.index(" Rain")]))
    assert told.startswith("> “The dam [sic] will hold,” said Ann Grey, “until spring.”\n> \n> Bo Li added")
    assert "— with words of Ann Grey, Bo Li (paraphrase); The Gazette, *The dam*, undated, ¶1–2, dam.txt" in told


def test_words_that_nobody_said_are_the_articles_alone(view: ArticleView) -> None:
    told = passage(view, span_of("Rain fell on 安倍 *street*"))
    assert told == "> Rain fell on 安倍 \\*street\\*\n\n— The Gazette, *The dam*, undated, ¶2, dam.txt\n"
