"""RTF: encodings, styles, what is deleted or hidden, and hostile groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import read
from briefing.model import Article, Origin, ParagraphKind

_HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
_FONTS = rb"{\f1\fcharset204 Arial Cyr;}{\f2\fcharset238 Arial CE;}{\f3\fcharset128 Gothic;}}"
_LEDE = b"The harbour will be deepened next year, the council said on Tuesday, after ten years of talks."


def _article(tmp_path: Path, body: bytes, *, before: bytes = b"", name: str = "a.rtf") -> Article:
    path = tmp_path / name
    path.write_bytes(_HEAD + _FONTS + before + body + b"}")
    (article,) = read(path)
    return article


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"caf\'e9 \'93so\'94", "café “so”"),
        (rb"\f1 \'cc\'ee\'f1\'ea\'e2\'e0\f0  \'e9", "Москва é"),
        (rb"{\f2 Pros\'ea}\'ea", "Prosęê"),
        (rb"\f3\'93\'fa\'96{\f0 x}", "日\ufffdx"),
        (rb"\f3\'93\'fa\'96\'7b", "日本"),
        (rb"\u8217?s", "’s"),
        (rb"\u8217\'92s", "’s"),
        (rb"\uc2\u26085\'93\'fax", "日x"),
        (rb"\uc0\u8217s", "’s"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"\u-10179?x", "\ufffdx"),
        (rb"a\emdash b\endash c\~d\_e\-f", "a—b–c d-ef"),
        (rb"\lquote a\rquote\ldblquote b\rdblquote", "‘a’“b”"),
        (rb"a\{b\}\\c", "a{b}\\c"),
        (rb"one\tab two\line three", "one two three"),
        (b"caf\xe9", "café"),
    ],
)
def test_characters_are_decoded(tmp_path: Path, body: bytes, text: str) -> None:
    assert _article(tmp_path, body).text == text


def test_utf_8_as_a_code_page_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\ansicpg65001 \'e2\'82\'ac and caf" + "é".encode() + b"}")
    assert read(path)[0].text == "€ and café"


def test_paragraphs_headings_and_properties_are_read(tmp_path: Path) -> None:
    styles = rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s5 Subtitle;}{\*\cs10 Default Font;}}"
    info = rb"{\info{\title Microsoft Word - x}{\author Cy Roe}{\creatim\yr2020\mo1\dy1}}"
    body = (
        rb"{\header Running head\par}"
        rb"\pard\s1 Harbour to be deepened.\par\pard\s5 Ten years of talks end.\par\pard\plain " + _LEDE + rb"\par"
        rb"\pard\outlinelevel1 What it costs\par"
        rb"\pard{\listtext\'b7\tab}Four million\par"
        rb"\pard\intbl Depth\cell 12 metres\cell\row\pard "
        rb'{\field{\*\fldinst{HYPERLINK "http://x.example"}}{\fldrslt The council}} met.{\footnote A note.}\par'
    )
    article = _article(tmp_path, body, before=styles + info)
    assert [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs] == [
        (ParagraphKind.TITLE, "Harbour to be deepened."),
        (ParagraphKind.STANDFIRST, "Ten years of talks end."),
        (ParagraphKind.BODY, _LEDE.decode()),
        (ParagraphKind.HEADING, "What it costs"),
        (ParagraphKind.BODY, "Four million"),
        (ParagraphKind.BODY, "Depth"),
        (ParagraphKind.BODY, "12 metres"),
        (ParagraphKind.BODY, "The council met."),
    ]
    assert (article.author, article.origins["author"], article.published) == ("Cy Roe", Origin.DOCUMENT, None)
    assert article.paragraphs[2].place == "paragraph 3"


def test_a_title_in_the_properties_stands_in(tmp_path: Path) -> None:
    article = _article(tmp_path, _LEDE, before=rb"{\info{\title Harbour deal signed}}")
    assert (article.title, article.origins["title"]) == ("Harbour deal signed", Origin.DOCUMENT)


def test_deleted_and_hidden_words_stay_out(tmp_path: Path) -> None:
    body = rb"Kept {\deleted struck }\v hidden \v0 and {\v gone}\plain seen.{\*\unknown never}"
    assert _article(tmp_path, body).text == "Kept and seen."


def test_binary_pictures_are_jumped_over(tmp_path: Path) -> None:
    body = rb"{\pict\wmetafile8\bin6 }}{{\x}{\*\shppict{\pict 00ffab}}The text goes on."
    assert _article(tmp_path, body).text == "The text goes on."


def test_the_text_of_a_shape_is_read_and_its_settings_are_not(tmp_path: Path) -> None:
    body = rb"{\shp{\*\shpinst{\sp{\sn fill}{\sv 1}}{\shptxt In the box.\par}}}After it."
    assert _article(tmp_path, body).text == "In the box.\n\nAfter it."


def test_a_document_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi First.\par Second {\b and th")
    assert read(path)[0].text == "First.\n\nSecond and th"


def test_what_follows_the_document_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 Text.}{\rtf1 Other.}junk")
    assert read(path)[0].text == "Text."


def test_rtf_is_known_by_its_content_even_as_doc(tmp_path: Path) -> None:
    assert _article(tmp_path, _LEDE, name="a.doc").text == _LEDE.decode()


def test_deep_groups_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"groups nested .* deep, which no document has; leave it out"):
        _article(tmp_path, b"{" * 100_000 + b"x" + b"}" * 100_000)


def test_a_file_that_is_no_rtf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"just words")
    with pytest.raises(IntakeError, match=r"no RTF document; open it in its program and save it as \.docx"):
        read(path)


@pytest.mark.parametrize(
    "body", [rb"\u99999999?x", rb"\bin-5 x", rb"\ansicpg99999 x", rb"\f99999 x", rb"\uc-3 x", b"}}}x"]
)
def test_wild_numbers_do_no_harm(tmp_path: Path, body: bytes) -> None:
    assert _article(tmp_path, b"Words. " + body).text.startswith("Words.")
