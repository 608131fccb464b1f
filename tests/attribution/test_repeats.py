"""The same thing said again inside one article."""

import pytest

from briefing.attribution.repeats import duplicates, settled
from briefing.model import ActorKind, ParagraphKind, Speaker
from tests.attribution.marked import Marked


def repeated(source: str, *, titled: bool = False) -> list[int | None]:
    """What each statement repeats, when its speakers are known."""
    article = Marked(source).titled() if titled else Marked(source)
    found = duplicates(article.text, article.drafts, article.paragraphs)
    return settled(article.text, article.drafts, found, article.speakers())


LONG = "Nothing else is told here for a while. " * 30


def test_headline_standfirst_and_lead_are_one() -> None:
    source = (
        "[c1:Harbour in talks over second dry dock for ferries] [q1:-] [s1:Official]\n\n"
        "[c2:The harbour is holding talks over a second dry dock for its ferries despite the strike], [s2:an official] "
        "[q2:said].\n\nGDYNIA (Coast Wire) [c3:The harbour is holding talks over a second dry dock for its ferries "
        "despite the strike], [s3:an official] [q3:said]."
    )
    assert repeated(source, titled=True) == [None, 0, 0]


def test_a_paraphrase_is_one_with_the_quotation_beside_it() -> None:
    source = (
        f"{LONG}\n\n[s1:{{p:Ida Berg}}] [q1:said] [c1:the channel would be dredged before winter storms close the "
        'harbour].\n\n[c2:"We will dredge the channel before winter storms close the harbour,"] [s2:Berg] [q2:said].'
    )
    assert repeated(source) == [None, 0]


@pytest.mark.parametrize(
    "later",
    [
        "[s2:{p:Tom Roe}] [q2:said] [c2:the channel would be dredged before winter storms close the harbour]",
        "[s2:{p:Berg}] [q2:denied] [c2:the channel would be dredged before winter storms close the harbour]",
        "[s2:{p:Berg}] [q2:said] [c2:dredging the channel would cost the harbour too much in winter]",
    ],
)
def test_another_speaker_a_denial_and_another_thing_are_not_the_same(later: str) -> None:
    source = (
        f"{LONG}\n\n[s1:{{p:Ida Berg}}] [q1:said] [c1:the channel would be dredged before winter storms close the "
        f"harbour].\n\n{later}."
    )
    assert repeated(source) == [None, None]


def test_other_numbers_are_not_the_same() -> None:
    source = (
        "[s1:{p:Ida Berg}] [q1:said] [c1:the harbour would hire 40 pilots for the winter season].\n\n"
        "[s2:{p:Berg}] [q2:said] [c2:the harbour would hire 12 pilots for the winter season]."
    )
    assert repeated(source) == [None, None]


def test_a_long_quotation_that_merely_holds_the_words_is_another_statement() -> None:
    tail = "the fishermen, the crews and their families wait for months and nobody tells them a thing about wages"
    source = (
        "[s1:{p:Ida Berg}] [q1:backs] [c1:second dry dock for ferries]\n\n"
        f'[c2:"A dry dock, a second road, better ferries: {tail}, and we want them paid,"] [s2:{{p:Berg}}] [q2:said].'
    )
    assert repeated(source) == [None, None]


def test_nobody_known_repeats_only_the_same_words() -> None:
    source = (
        "[c1:the channel would be dredged before winter storms close the harbour], it [q1:was said].\n\n"
        "[s2:{p:Ida Berg}] [q2:said] [c2:storms close the harbour before the channel would be dredged in spring]."
    )
    assert repeated(source) == [None, None]
    same = source.replace(
        "[c2:storms close the harbour before the channel would be dredged in spring]",
        "[c2:the channel would be dredged before winter storms close the harbour]",
    )
    assert repeated(same) == [None, 0]


def test_only_one_speaker_or_his_own_body_repeats_anything() -> None:
    article = Marked("[s1:Harbour] [q1:to hire] [c1:forty pilots]. [s2:He] [q2:said] [c2:forty pilots would be hired].")
    berg, roe = (Speaker(name=name, kind=ActorKind.PERSON) for name in ("Ida Berg", "Tom Roe"))
    board = Speaker(name="Harbour board", kind=ActorKind.ORGANISATION)
    clerk = Speaker(name="Ida Berg", kind=ActorKind.PERSON, role="clerk of the harbour")

    def kept(one: Speaker, other: Speaker) -> int | None:
        return settled(article.text, article.drafts, [None, 0], [one, other])[1]

    assert kept(berg, berg) == kept(board, clerk) == 0
    assert kept(berg, roe) is kept(board, berg) is None


def test_a_caption_is_one_with_the_body_whatever_both_call_the_speaker() -> None:
    source = (
        "[s1:The mayor] [q1:says] [c1:the old dry dock must close before winter storms].\n\n"
        f"{{p:Ida Berg}}, the mayor, opened the meeting.\n\n{LONG}\n\n"
        "[s2:{p:Berg}] [q2:said] [c2:the old dry dock, which has stood on the quay for ninety years and has served "
        "three navies, must close before the winter storms come and the insurers of every ship refuse their cover]."
    )
    article = Marked(source)
    caption = article.paragraphs[0].model_copy(update={"kind": ParagraphKind.CAPTION})
    found = duplicates(article.text, article.drafts, [caption, *article.paragraphs[1:]])
    assert found == [None, 0]
    one, other = article.speakers()
    assert settled(article.text, article.drafts, found, [other, other]) == [None, 0]
    assert settled(article.text, article.drafts, found, [Speaker(name="Tom Roe", kind=ActorKind.PERSON), other]) == [
        None,
        None,
    ]
    assert one is not None
