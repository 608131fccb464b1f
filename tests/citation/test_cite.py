"""What is pasted says who, what, when and where, and whether it is a quotation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.citation import FORMS, cite, extract_words, paragraph_numbers
from briefing.errors import UsageError
from briefing.model import (
    ActorKind,
    Article,
    Kind,
    Paragraph,
    ParagraphKind,
    Provenance,
    Span,
    Speaker,
    Statement,
    Venue,
)

TEXT = (
    "Board to dredge channel\n"
    "\n"
    '"We will dredge," Jane Doe, the chair, told Coast Radio, "before winter."\n'
    "\n"
    "She added that the crews [sic] had asked for *this* since <spring>.\n"
    "\n"
    '"It is late.\n'
    "\n"
    '"It is not too late."\n'
)


def spans_of(*words: str) -> tuple[Span, ...]:
    """Where words stand."""
    return tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)


def paragraphs() -> tuple[Paragraph, ...]:
    """The article's paragraphs."""
    found = []
    for number, line in enumerate(line for line in TEXT.split("\n") if line):
        kind = ParagraphKind.BODY if number else ParagraphKind.TITLE
        found.append(Paragraph(kind=kind, start=TEXT.index(line), end=TEXT.index(line) + len(line)))
    return tuple(found)


ARTICLE = Article(
    id="0123456789abcdef",
    path="/news/board_2021.txt",
    title="Board to dredge channel",
    outlet="Harbour Gazette",
    published=dt.date(2021, 3, 3),
    text=TEXT,
    paragraphs=paragraphs(),
)
CHAIR = Speaker(name="Jane Doe", kind=ActorKind.PERSON, role="the chair")
DIRECT = Statement(
    content=spans_of('"We will dredge,"', '"before winter."'),
    cue=spans_of("told"),
    source=spans_of("Jane Doe, the chair,"),
    speaker=CHAIR,
    kind=Kind.DIRECT,
    provenance=Provenance(via=("Coast Radio",)),
    confidence=0.93,
)
INDIRECT = Statement(
    content=spans_of("that the crews [sic] had asked for *this* since <spring>"),
    cue=spans_of("added"),
    source=spans_of("She"),
    speaker=CHAIR,
    kind=Kind.INDIRECT,
    confidence=0.8,
)


def test_verbatim_is_character_for_character() -> None:
    assert cite(DIRECT, ARTICLE, "verbatim") == '"We will dredge," … "before winter."'
    assert cite(INDIRECT, ARTICLE, "verbatim") == "that the crews [sic] had asked for *this* since <spring>"


def test_a_direct_quotation_in_markdown() -> None:
    assert cite(DIRECT, ARTICLE, "markdown") == (
        '> "We will dredge," … "before winter."\n'
        "\n"
        "— Jane Doe, the chair, via Coast Radio; Harbour Gazette, *Board to dredge channel*, 3 March 2021, ¶2,"
        " board_2021.txt\n"
    )


def test_a_paraphrase_says_so_and_has_no_quotation_marks() -> None:
    cited = cite(INDIRECT, ARTICLE, "markdown")
    assert cited == (
        "> (paraphrase) that the crews [sic] had asked for \\*this\\* since \\<spring>\n"
        "\n"
        "— Jane Doe, the chair, in the article’s words: added; Harbour Gazette, *Board to dredge channel*,"
        " 3 March 2021, ¶3, board_2021.txt\n"
    )
    assert not set("\"“”'‘«»„") & set(cited.split("\n")[0])


def test_a_mixed_statement_says_so() -> None:
    mixed = INDIRECT.model_copy(update={"kind": Kind.MIXED})
    assert cite(mixed, ARTICLE, "markdown").startswith("> (partly quoted, partly paraphrase) that the crews")


def test_a_quotation_over_paragraphs_is_quoted_on_every_line() -> None:
    long = DIRECT.model_copy(
        update={"content": (Span(TEXT.index('"It is late'), len(TEXT) - 1),), "provenance": Provenance()}
    )
    block, attribution = cite(long, ARTICLE, "markdown").split("\n\n")
    assert block == '> "It is late.\n> \n> "It is not too late."'
    assert all(line.startswith("> ") for line in block.split("\n"))
    assert "¶4–5" in attribution


def test_what_is_unsure_says_so() -> None:
    unsure = DIRECT.model_copy(update={"confidence": 0.37})
    cited = cite(unsure, ARTICLE, "markdown", unsure=True)
    assert ", attribution unsure 37 %;" in cited
    assert "— perhaps " in cited
    assert "unsure" not in cite(DIRECT.model_copy(update={"confidence": 0.5}), ARTICLE, "markdown")


def test_a_speaker_who_may_be_somebody_else_is_a_guess() -> None:
    speaker = DIRECT.speaker
    assert speaker is not None
    open_one = DIRECT.model_copy(update={"speaker": replace(speaker, probability=0.45)})
    cited = cite(open_one, ARTICLE, "markdown")
    assert f"— perhaps {speaker.name}" in cited
    assert "attribution unsure" in cited


def test_nobody_can_be_named() -> None:
    nobody = INDIRECT.model_copy(update={"speaker": None})
    assert "— unnamed speaker (“She” in the article), in the article’s words: added, attribution unsure 80 %;" in cite(
        nobody, ARTICLE, "markdown"
    )
    assert "— unnamed speaker, attribution" in cite(
        nobody.model_copy(update={"source": (), "cue": ()}), ARTICLE, "markdown"
    )


def test_an_unnamed_source_is_called_one() -> None:
    officials = Speaker(name="Harbour officials", kind=ActorKind.UNNAMED, role="Harbour officials")
    cited = cite(DIRECT.model_copy(update={"speaker": officials}), ARTICLE, "markdown")
    assert "\n— Harbour officials (unnamed), via Coast Radio; " in cited


def test_an_article_without_title_date_and_outlet() -> None:
    bare = ARTICLE.model_copy(update={"title_is_own": False, "published": None, "outlet": None})
    assert cite(DIRECT, bare, "markdown").endswith(
        "; *Board to dredge channel* [first sentence], undated, ¶2, board_2021.txt\n"
    )


def test_the_address_is_a_link() -> None:
    online = ARTICLE.model_copy(update={"url": "https://harbour.example/a b?q=ü>x"})
    assert cite(DIRECT, online, "markdown").endswith(", board_2021.txt <https://harbour.example/a%20b?q=%C3%BC%3Ex>\n")
    for url in ("javascript:alert(1)", "ftp://harbour.example/x", "file:///etc/passwd", "https://", "http://[", "x"):
        assert cite(DIRECT, ARTICLE.model_copy(update={"url": url}), "markdown").endswith("board_2021.txt\n")


def test_an_unknown_form_is_one_sentence() -> None:
    with pytest.raises(
        UsageError,
        match=r"^There is no form of citation “bib␛\[2Jtex”; use one of verbatim, plain, ",
    ):
        cite(DIRECT, ARTICLE, "bib\x1b[2Jtex")
    assert all(cite(DIRECT, ARTICLE, form) for form in FORMS)


def test_words_and_their_place() -> None:
    assert extract_words(ARTICLE, ()) == ""
    assert extract_words(ARTICLE, [Span(0, 5)]) == "Board"
    assert paragraph_numbers(ARTICLE, ()) == (0, 0)
    assert paragraph_numbers(ARTICLE, [Span(0, 5), Span(30, 31)]) == (1, 2)


def test_the_seeds_own_words() -> None:
    from briefing.intake import read

    (article,) = read(Path(__file__).parents[2] / "seeds" / "000_a9858641a3ed4081.txt")
    content = Span(article.text.index('"We are open'), article.text.index("in Greece.") + len('in Greece."'))
    akar = Speaker(name="Hulusi Akar", kind=ActorKind.PERSON, role="Turkish Defense Minister")
    said = Statement(content=(content,), speaker=akar, kind=Kind.DIRECT, confidence=0.9)
    cited = cite(said, article, "markdown")
    assert cited.startswith(
        '> "We are open to negotiating a model similar to that applied to the S-300300 (S-300) missiles'
        ' located on the island of Crete in Greece."\n\n— Hulusi Akar, Turkish Defense Minister; *A US State Department'
    )
    assert cited.endswith("may not use it.* [first sentence], undated, ¶9, 000_a9858641a3ed4081.txt\n")


def test_a_citation_says_through_whom_where_to_whom_and_when() -> None:
    way = Provenance(
        via=("Coast Radio", "Coast Wire"),
        venue="a phone call on Monday",
        venue_kind=Venue.CALL,
        addressee="the pilots",
        said_on=dt.date(2021, 3, 1),
        said_when="on Monday",
    )
    told = DIRECT.model_copy(update={"provenance": way})
    wired = ARTICLE.model_copy(update={"agency": "Coast Wire / North"})
    assert cite(told, wired, "markdown").split("\n\n")[1] == (
        "— Jane Doe, the chair, via Coast Wire ← Coast Radio, call: “a phone call on Monday”, to the pilots,"
        " said 1 March 2021 (“on Monday”); Harbour Gazette, wire: Coast Wire / North, *Board to dredge channel*,"
        " 3 March 2021, ¶2, board_2021.txt\n"
    )


def test_a_citation_does_not_know_more_than_the_article() -> None:
    unresolved = DIRECT.model_copy(
        update={"provenance": Provenance(via=("Coast Radio",), via_inferred=True, said_when="Tuesday")}
    )
    undated = ARTICLE.model_copy(update={"published": None})
    cited = cite(unresolved, undated, "markdown")
    assert "via Coast Radio (as another statement of theirs), said “Tuesday”, but the article is undated;" in cited
