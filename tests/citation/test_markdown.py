"""No outside text becomes a link, a tag or emphasis; all of it reads as it was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.citation import cite
from briefing.citation.markdown import escaped, quoted_block, web_link
from briefing.model import ActorKind, Article, Kind, Paragraph, ParagraphKind, Provenance, Span, Speaker, Statement
from briefing.model.clean import clean

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])

PIECES = (
    *("[sic]", "[He]", "[", "]", "](http://evil.example)", "[a]: http://evil.example", "[a][a]", "![x](y)", "[^1]"),
    *("*", "**", "_", "__", "~~", "`", "```", "<b>", "<a href=x>", "<!--", "<http://evil.example>", "&lt;", "&#60;"),
    *("#", "# ", "- ", "+ ", "1. ", "2) ", "> ", "---", "===", "| a | b |", "|---|---|", "    ", "\\", "word", " "),
    *("\n", "\n\n", "“quoted”", "(", ")", ":", "!", "S-400", "a_b", "0123456789. "),
)
HOSTILE = st.lists(st.sampled_from(PIECES)).map("".join) | st.text().map(clean)


def html_of(markdown: str) -> str:
    """What Markdown becomes."""
    rendered = RENDERER.render(markdown)
    assert isinstance(rendered, str)
    return rendered


def words_of(html: str) -> str:
    """What a reader sees, without white space."""
    plain = re.sub(r"<[^>]*>", "", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, char)
    return "".join(plain.split())


def tags_of(html: str) -> set[str]:
    """The names of all tags."""
    return set(re.findall(r"</?([a-z0-9]+)", html))


@given(HOSTILE)
def test_a_block_reads_as_it_was_written(text: str) -> None:
    html = html_of(quoted_block(text))
    assert tags_of(html) <= {"blockquote", "p"}
    assert words_of(html) == "".join(text.replace("\x00", "\ufffd").split())


@given(HOSTILE)
def test_a_line_reads_as_it_was_written(text: str) -> None:
    html = html_of(f"— {escaped(text)}, then")
    assert tags_of(html) <= {"p"}
    assert words_of(html) == "".join(f"— {text}, then".split())


@given(HOSTILE, st.sampled_from(Kind))
def test_a_whole_citation_holds_nothing_but_its_own_marks(text: str, kind: Kind) -> None:
    start = 0
    article = Article(
        id="x",
        path=f"/{text}.txt",
        title=text or "x",
        outlet=text or None,
        text=text,
        url=f"http://{text}",
        paragraphs=(Paragraph(kind=ParagraphKind.BODY, start=start, end=len(text)),),
    )
    speaker = Speaker(name=text, kind=ActorKind.PERSON, role=f"role {text}")
    statement = Statement(
        content=(Span(0, len(text)),),
        cue=(Span(0, len(text)),),
        speaker=speaker,
        kind=kind,
        provenance=Provenance(via=(text,) if text else ()),
        confidence=0.1,
    )
    cited = cite(statement, article, "markdown")
    html = html_of(cited)
    assert tags_of(html) <= {"blockquote", "p", "em", "a"}
    assert html.count("<em>") <= 1
    assert html.count("<a ") <= 1
    assert cited == clean(cited)
    assert cite(statement, article, "verbatim") == text


@pytest.mark.parametrize(
    "text", ["[sic]", "said [He] would", "snake_case S-400", "a [b, c] d", "1 < 2"[:1], "5 - 3 + 2", "it's #1 (one)"]
)
def test_plain_text_is_not_cluttered(text: str) -> None:
    assert escaped(text) == text


@given(st.text())
def test_an_address_never_leaves_its_brackets(url: str) -> None:
    link = web_link(f"https://x.example/{url}")
    if link:
        assert link == clean(link)
        assert not set('<> \n"\\') & set(link[1:-1])
