"""XML of no kind that is known, and XML that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.intake import Source
from briefing.intake.readers import format_of
from briefing.intake.xml import iso_date, plain_pieces, root_of
from briefing.model.clean import clean
from tests.intake.wires import G2, NITF, complaint, item, one, put, sorted_out


def test_other_xml_is_refused(tmp_path: Path) -> None:
    sentence = complaint(put(tmp_path, "<?xml version='1.0'?><invoice><sum>5</sum></invoice>", "x.xml"))
    assert sentence.startswith(f"“{tmp_path}/x.xml” is XML, but of no kind that is known (NewsML-G2, ")
    assert "is no XML" in complaint(put(tmp_path, "The board met.", "y.xml"))


def test_suffixes_do_not_decide(tmp_path: Path) -> None:
    assert format_of(Source.of_file(put(tmp_path, NITF, "a.txt"))).name == "NITF"
    assert format_of(Source.of_file(put(tmp_path, item(), "b"))).name == "NewsML-G2"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <a> --><!-- -- --><!DOCTYPE nitf [<!ENTITY a '>'> ]><nitf>", "nitf"),
        ("<x:newsItem a='b'>".encode("utf-16"), "newsItem"),
        (b"<newsItem/>", "newsItem"),
        (b"<!-- no end", None),
        (b"<!DOCTYPE x [", None),
        (b"plain <a>", None),
        (b"", None),
        (b"<!-->" * 3000 + b"<a>", "a"),
    ],
)
def test_roots(head: bytes, name: str | None) -> None:
    found = root_of(head)
    assert (found and found.name) == name


def test_dates_without_signs() -> None:
    assert iso_date("20210303T120000Z") == "2021-03-03T12:00:00Z"
    assert iso_date("20210303") == "2021-03-03"
    assert iso_date(" 2021-03-03\n") == "2021-03-03"
    assert iso_date(None) == ""


def test_indented_lines_begin_paragraphs() -> None:
    text = "The board met\nagain.\n    “We will,” it\nsaid.\n\n  And left."
    assert [" ".join(piece.text.split()) for piece in plain_pieces(text)] == [
        "The board met again.",
        "“We will,” it said.",
        "And left.",
    ]


def entities(count: int) -> str:
    """A document type with entities of entities: each ten times the one before."""
    nested = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, count))
    return f'<!DOCTYPE nitf [<!ENTITY a0 "ha">{nested}]>'


def nitf_of(words: str, prologue: str = "") -> str:
    """NITF with these words for a text."""
    return f"{prologue}<nitf><body><body.content><p>{words}</p></body.content></body></nitf>"


@pytest.mark.parametrize(
    "prologue",
    [
        entities(12),
        '<!DOCTYPE nitf [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
    ],
)
def test_entities_are_not_resolved(tmp_path: Path, prologue: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        article = one(tmp_path, nitf_of("Before it. &a11; After it.", prologue).encode(encoding))
        assert article.text == "Before it. &a11; After it."


def test_nesting_is_cut_off(tmp_path: Path) -> None:
    article = one(tmp_path, nitf_of("Before it. " + "<em>" * 10_000 + "deep" + "</em>" * 10_000))
    assert article.text.startswith("Before it.")
    assert article.caution == "damaged XML: words may be missing"


def test_too_many_tags_are_refused(tmp_path: Path) -> None:
    assert "more than half a million tags" in complaint(put(tmp_path, nitf_of("<b/>" * 500_001)))


def test_items_in_items_are_read_once(tmp_path: Path) -> None:
    nested = "".join(f"<newsItem><x/>{'<newsItem>' * 9}x{'</newsItem>' * 9}</newsItem>" for _ in range(2))
    articles, problems = sorted_out(put(tmp_path, f'<newsMessage xmlns="{G2}">{nested}{item()}</newsMessage>'))
    assert [article.part for article in articles] == ["item 3"]
    assert len(problems) == 2


def test_an_endless_attribute(tmp_path: Path) -> None:
    endless = "x" * 19_000_000
    assert "is XML, but of no kind" in complaint(put(tmp_path, f'<nitf class="{endless}">Text.</nitf>'))
    assert "is an article in NITF without text" in complaint(put(tmp_path, f'<nitf><body class="{endless}"></nitf>'))


def test_a_truncated_file_says_so(tmp_path: Path) -> None:
    article = one(tmp_path, NITF[: NITF.index("It will cost")])
    assert article.text.endswith("Ann Lee")
    assert article.caution == "damaged XML: words may be missing"


@pytest.mark.parametrize(
    "document",
    [
        f'<?xml version="1.0" encoding="UTF-8"?>{nitf_of("“Café,” she said.")}'.encode("cp1252"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="no-such-code"?>{nitf_of("“Café,” she said.")}'.encode(),
        f'<?xml version="1.0" encoding="UTF-16"?>{nitf_of("“Café,” she said.")}'.encode("utf-16"),
        f'<?xml version="1.0"?>{nitf_of("“Café,” she said.")}'.encode("utf-16-be"),
        f'\n\n<?xml version="1.0"?>{nitf_of("“Café,” she said.")}'.encode("utf-8-sig"),
        nitf_of("&ldquo;Caf&eacute;,&rdquo; she said.").encode(),
    ],
)
def test_whatever_the_declaration_says_the_words_are_right(tmp_path: Path, document: bytes) -> None:
    article = one(tmp_path, document)
    assert article.text == "“Café,” she said."
    assert article.caution is None


def test_a_declared_code_is_believed(tmp_path: Path) -> None:
    document = f'<?xml version="1.0" encoding="windows-1251"?>{nitf_of("Совет решил.&#0;")}'.encode("cp1251")
    assert one(tmp_path, document).text == "Совет решил.\ufffd"


def test_controls_are_shown_not_obeyed(tmp_path: Path) -> None:
    article = one(tmp_path, nitf_of("The \x1b[31mboard &#27;]0;x&#7; met \u202eagain&#xD800;."))
    assert article.text == clean(article.text)
    assert article.text.startswith("The ")
    assert article.text.endswith("\ufffd.")


@pytest.mark.parametrize("document", [b"<nitf>\0\0\0<body/>", b"<nitf", b"<nitf ><", b"<nitf></nitf></nitf>"])
def test_broken_files_are_one_sentence(tmp_path: Path, document: bytes) -> None:
    assert complaint(put(tmp_path, document))
