"""Two articles are one only when they must be: the same words from two outlets stay two."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library.alike import address_key, is_same, likeness, sketch
from briefing.model import Article, Paragraph, ParagraphKind

WORDS = (
    "harbour board channel dredge winter crews spring chair council ferry tide quay pilot cargo union strike vote "
    "minister budget inquiry report judge police river bridge road school teacher pupil market price figure bank"
).split()


def story(seed: int, words: int = 120) -> str:
    """Words that no other seed puts in the same order."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def article(
    *paragraphs: str, title: str = "Board to dredge", day: int | None = None, url: str | None = None
) -> Article:
    """An article of these paragraphs under its title."""
    text = "\n".join((title, *paragraphs))
    spans = [Paragraph(kind=ParagraphKind.TITLE, start=0, end=len(title))]
    at = len(title) + 1
    for paragraph in paragraphs:
        spans.append(Paragraph(kind=ParagraphKind.BODY, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 1
    published = dt.date(2021, 3, day) if day else None
    return Article(id=text, path="/a", title=title, text=text, paragraphs=tuple(spans), published=published, url=url)


def same(one: Article, other: Article, outlets: tuple[str, str] = ("gazette", "gazette")) -> bool:
    """The verdict, which must not depend on the order."""
    verdict = is_same(one, other, outlets=outlets)
    assert verdict == is_same(other, one, outlets=(outlets[1], outlets[0]))
    return verdict


def test_the_same_story_under_another_title_line_is_the_same() -> None:
    assert same(article(story(1)), article(story(1), title="BOARD TO DREDGE"))
    assert same(article(story(1)), article(story(1), "One more sentence was put in."), ("", "gazette"))


def test_two_outlets_are_two_articles() -> None:
    assert not same(article(story(1)), article(story(1)), ("gazette", "herald"))


def test_another_story_is_another_article() -> None:
    assert not same(article(story(1)), article(story(2)))
    assert not same(article(story(1)), article(story(2), title="Another title"))


def test_a_story_that_grew_is_the_same_under_its_title() -> None:
    grown = article(story(1), story(2), story(3), day=3)
    assert same(article(story(1), day=3), grown)
    assert same(article(story(1), day=2), grown)
    assert same(article(story(1), day=3), article(story(1), story(2), title="UPDATE 2-Board to dredge", day=3))
    renamed = article(story(1), story(2), story(3), title="Board votes at last", day=3)
    assert not same(article(story(1), day=3), renamed)


def test_one_address_is_one_article_while_words_remain() -> None:
    first = article(story(1), url="https://www.gazette.example/a/1?utm_source=mail#top")
    rewritten = article(story(1, 60), story(4), title="Board thinks again", url="http://gazette.example/a/1/")
    assert same(first, rewritten)
    front_page = article(story(9), title="Gazette", url="http://gazette.example/a/1/")
    assert not same(first, front_page)


def test_reports_that_differ_in_their_figures_are_many() -> None:
    body = story(1, 200)
    monday = article(body + " closed at 7012 points", title="Shares close at 7012", day=1)
    tuesday = article(body + " closed at 7044 points", title="Shares close at 7044", day=2)
    assert not same(monday, tuesday)
    month_later = article(body + " closed at 7044 points", title="Shares close at 7012", day=30)
    assert not same(article(body + story(3, 30), title="Shares close at 7012", day=1), month_later)


def test_a_line_is_too_short_to_be_judged() -> None:
    assert sketch(article("The board met.")) == ()
    assert not same(article("The board met on Monday."), article("The board met on Monday.", title="Other"))


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), cut=st.integers(0, 60))
def test_much_alike_texts_share_a_number(seed: int, cut: int) -> None:
    whole = article(story(seed, 200))
    part = article(story(seed, 200 - cut))
    assert likeness(whole, part).containment == 1.0
    assert set(sketch(whole)) & set(sketch(part))
    assert all(-(1 << 63) <= value < 1 << 63 for value in sketch(whole))


def test_texts_that_have_nothing_in_common_share_none() -> None:
    chance = random.Random(5)
    letters = "abcdefghijklmnop"
    strange = [article(" ".join("".join(chance.choices(letters, k=8)) for _ in range(100))) for _ in range(50)]
    numbers = [value for one in strange for value in sketch(one)]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?b=2&a=1", "http://www.a.example/x/?a=1&b=2#c"),
        ("https://m.a.example/x/amp", "https://a.example/x?fbclid=1"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_addresses_that_lead_to_one_page(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_addresses_that_do_not() -> None:
    assert address_key("https://a.example/x?id=1") != address_key("https://a.example/x?id=2")
    assert address_key("http://[broken") == "http://[broken"
