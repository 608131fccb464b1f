"""Word documents, OpenDocument texts and what is neither any more."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from briefing.errors import IntakeError
from briefing.intake import articles_in, read
from briefing.model import Article, Origin, ParagraphKind

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEDE = "The harbour will be deepened next year, the council said on Tuesday, after ten years of talks."
_MORE = "“It is done,” said the harbour master, who had asked for it since she took office."


def _article(path: Path) -> Article:
    (article,) = read(path)
    return article


def _lines(article: Article) -> list[tuple[ParagraphKind, str]]:
    return [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs]


def _packed(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return path


def _bare_docx(path: Path, body: str, before: str = "") -> Path:
    return _packed(path, word__document=f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>")


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_is_read_by_its_styles(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Microsoft Word - draft3.doc"
    document.core_properties.author = "Cy Roe"
    document.add_paragraph("Harbour to be deepened.", style="Title")
    document.add_paragraph("Ten years of talks end.", style="Subtitle")
    document.add_paragraph("By Ann Lee")
    document.add_paragraph(_LEDE)
    document.add_heading("What it costs", level=2)
    document.add_paragraph("Four million", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Depth", "12 metres"
    document.add_paragraph(_MORE)
    document.save(str(tmp_path / "a.docx"))
    article = _article(tmp_path / "a.docx")
    assert _lines(article) == [
        (ParagraphKind.TITLE, "Harbour to be deepened."),
        (ParagraphKind.STANDFIRST, "Ten years of talks end."),
        (ParagraphKind.BYLINE, "By Ann Lee"),
        (ParagraphKind.BODY, _LEDE),
        (ParagraphKind.HEADING, "What it costs"),
        (ParagraphKind.BODY, "Four million"),
        (ParagraphKind.BODY, "Depth"),
        (ParagraphKind.BODY, "12 metres"),
        (ParagraphKind.BODY, _MORE),
    ]
    assert article.title == "Harbour to be deepened."
    assert article.author == "Ann Lee"
    assert article.paragraphs[3].place == "paragraph 4"


def test_the_day_a_document_was_made_is_not_the_day_of_publication(tmp_path: Path) -> None:
    document = Document()  # the library's own template has days of creation and change
    document.add_paragraph(_LEDE)
    document.save(str(tmp_path / "a.docx"))
    assert _article(tmp_path / "a.docx").published is None


@pytest.mark.parametrize(
    ("author", "told"),
    [("Cy Roe", "Cy Roe"), ("python-docx", None), ("Microsoft Office User", None), ("cyroe", None), ("", None)],
)
def test_the_writer_of_a_file_is_named_only_without_a_byline(tmp_path: Path, author: str, told: str | None) -> None:
    document = Document()
    document.core_properties.author = author
    document.add_paragraph(_LEDE)
    document.add_paragraph(_MORE)
    document.save(str(tmp_path / "a.docx"))
    article = _article(tmp_path / "a.docx")
    assert article.author == told
    assert article.origins.get("author") == (Origin.DOCUMENT if told else None)


@pytest.mark.parametrize(
    ("proper", "title", "origin"),
    [
        ("Harbour deal signed", "Harbour deal signed", Origin.DOCUMENT),
        ("New-look harbour opens", "New-look harbour opens", Origin.DOCUMENT),
        ("Microsoft Word - a.doc", None, None),
        ("Microsoft Word - Harbour deal", None, None),
        ("Untitled document 2", None, None),
        ("harbour_final_v2.docx", None, None),
        ("Untitled", None, None),
        ("Document1", None, None),
        ("Template", None, None),
    ],
)
def test_a_files_own_title_counts_when_it_is_plausible(
    tmp_path: Path, proper: str, title: str | None, origin: Origin | None
) -> None:
    document = Document()
    document.core_properties.title = proper
    document.add_paragraph(_LEDE)
    document.add_paragraph(_MORE)
    document.save(str(tmp_path / "a.docx"))
    article = _article(tmp_path / "a.docx")
    assert article.origins.get("title") == origin
    assert article.title_is_own == bool(title)
    assert article.title == (title or _LEDE)


def test_an_older_texts_title_does_not_replace_the_one_that_is_there(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Budget passed at midnight"
    document.add_paragraph("Harbour to be deepened")
    document.add_paragraph(_LEDE)
    document.add_paragraph(_MORE)
    document.save(str(tmp_path / "a.docx"))
    assert _article(tmp_path / "a.docx").title == "Harbour to be deepened"


def test_deleted_and_hidden_words_stay_out_and_inserted_ones_come_in(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The council </w:t></w:r>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>often </w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>met</w:t></w:r>'
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert _article(_bare_docx(tmp_path / "a.docx", body)).text == "The council often met."


def test_a_paragraph_whose_mark_is_deleted_runs_on(tmp_path: Path) -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>It went </w:t></w:r></w:p>" + _p("on and on.")
    assert _article(_bare_docx(tmp_path / "a.docx", body)).text == "It went on and on."


def test_content_controls_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{_p('In the box.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:sdt><w:sdtContent>{_p('In a control.')}</w:sdtContent></w:sdt>"
        f"<w:p {mc}><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Beside it.</w:t></w:r></w:p>"
    )
    article = _article(_bare_docx(tmp_path / "a.docx", body))
    assert [text for _, text in _lines(article)] == ["In a control.", "Beside it.", "In the box."]


def test_line_breaks_after_a_sentence_part_paragraphs_and_others_do_not(tmp_path: Path) -> None:
    br = "</w:t><w:br/><w:t>"
    body = _p(f"It rained all day.{br}Nobody came to the{br}harbour festival.")
    article = _article(_bare_docx(tmp_path / "a.docx", body))
    assert [text for _, text in _lines(article)] == ["It rained all day.", "Nobody came to the harbour festival."]


def test_headings_are_known_by_outline_and_by_the_style_they_are_based_on(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {_W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="House head"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style></w:styles>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>Harbour deal.</w:t></w:r></w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr><w:r><w:t>{_LEDE}</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>The cost.</w:t></w:r></w:p>' + _p(_MORE)
    )
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    article = _article(_packed(tmp_path / "a.docx", word__document=document, word__styles=styles))
    kinds = [kind for kind, _ in _lines(article)]
    assert kinds == [ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.HEADING, ParagraphKind.BODY]


def test_a_word_document_is_known_without_its_ending(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(_LEDE)
    document.save(str(tmp_path / "upload"))
    assert _article(tmp_path / "upload").text == _LEDE


def _odt(path: Path, body: str, *, meta: str = "", manifest: str = "") -> Path:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "text", "style", "table", "draw", "meta")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr(
            "meta.xml",
            f"<office:document-meta {spaces} {dc}><office:meta>{meta}</office:meta></office:document-meta>",
        )
        packed.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def test_an_opendocument_text_is_read_by_its_styles(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struck out.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="P1">Harbour to be deepened.</text:p>'
        "<text:p>By Ann Lee</text:p>"
        '<text:p>The harbour<text:s text:c="2"/>will<text:tab/>be <text:span>deep</text:span>er'
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>, the council said.</text:p>"
        '<text:h text:outline-level="2">What it costs</text:h>'
        "<text:list><text:list-item><text:p>Four million</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Depth</text:p></table:table-cell></table:table-row>"
        "</table:table>"
        "<text:p>Beside it.<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    article = _article(_odt(tmp_path / "a.odt", body, meta="<meta:initial-creator>Cy Roe</meta:initial-creator>"))
    assert _lines(article) == [
        (ParagraphKind.TITLE, "Harbour to be deepened."),
        (ParagraphKind.BYLINE, "By Ann Lee"),
        (ParagraphKind.BODY, "The harbour will be deeper, the council said."),
        (ParagraphKind.HEADING, "What it costs"),
        (ParagraphKind.BODY, "Four million"),
        (ParagraphKind.BODY, "Depth"),
        (ParagraphKind.BODY, "Beside it."),
        (ParagraphKind.BODY, "In the box."),
    ]
    assert article.author == "Ann Lee"


def test_an_opendocument_text_names_its_first_writer_when_there_is_no_byline(tmp_path: Path) -> None:
    meta = "<meta:initial-creator>Cy Roe</meta:initial-creator><dc:creator>Bo Kim</dc:creator>"
    article = _article(_odt(tmp_path / "a.odt", f"<text:p>{_LEDE}</text:p>", meta=meta))
    assert (article.author, article.origins["author"]) == ("Cy Roe", Origin.DOCUMENT)


def test_a_locked_opendocument_text_says_so(tmp_path: Path) -> None:
    path = _odt(tmp_path / "a.odt", "<text:p>x</text:p>", manifest="<m><manifest:encryption-data/></m>")
    with pytest.raises(IntakeError, match="locked with a password; open it, save it without"):
        read(path)


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("WordDocument", r"old Word document \(\.doc\); open it .* save it as \.docx\."),
        ("EncryptedPackage", "locked with a password; "),
        ("__substg1.0_0037001F", r"message from Outlook \(\.msg\); save it as \.eml"),
        ("Workbook", r"old Excel file \(\.xls\); save it as \.csv"),
        ("Other", "old office document; "),
    ],
)
def test_files_of_old_offices_say_what_to_do(tmp_path: Path, stream: str, sentence: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes((1 << 20) - 20) + stream.encode("utf-16-le"))
    with pytest.raises(IntakeError, match=sentence):
        read(path)


def test_bytes_that_are_no_old_document_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(IntakeError, match=r"no Word document that can be read; save it as \.docx"):
        read(path)


@pytest.mark.parametrize("body", [_p("a" * 6_000_000), "<w:x/>" * 1_000_000])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, body: str) -> None:
    with pytest.raises(IntakeError, match="unpacks to 6 MB of text, more than any article; "):
        read(_bare_docx(tmp_path / "a.docx", body))


def test_a_lying_size_does_not_unpack_more(tmp_path: Path) -> None:
    path = _bare_docx(tmp_path / "a.docx", _p("a" * 6_000_000))
    data = bytearray(path.read_bytes())
    size = 6_000_000
    for at in range(len(data) - 4):
        if size < int.from_bytes(data[at : at + 4], "little") < size + 1000:
            data[at : at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(IntakeError, match="damaged or cut short; "):
        read(path)


_XXE = '<!DOCTYPE d [<!ENTITY e SYSTEM "{uri}"><!ENTITY a "inside">]>'
_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame")
    before = _XXE.format(uri=secret.as_uri())
    article = _article(_bare_docx(tmp_path / "a.docx", _p("open &e; and &a;") + _p("after"), before))
    assert "sesame" not in article.text
    assert "inside" not in article.text
    path = _odt(tmp_path / "a.odt", "<text:p>open &e;</text:p><text:p>after</text:p>")
    with zipfile.ZipFile(path) as packed:
        content = packed.read("content.xml").decode()
    article = _article(_packed(tmp_path / "b.odt", content=before + content))
    assert "sesame" not in article.text


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (_p("&l9;"), _LAUGHS),
        ("<w:sdt>" * 50_000 + _p("x"), ""),
        ("<w:p><w:r><w:t>never closed", ""),
    ],
)
def test_broken_and_hostile_xml_is_one_sentence(tmp_path: Path, body: str, before: str) -> None:
    path = _bare_docx(tmp_path / "a.docx", body, before)
    with pytest.raises(IntakeError, match=r"damaged or cut short; fetch it again") as caught:
        read(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kept", [5, 200, 5_000, -30])
def test_a_truncated_document_is_one_sentence(tmp_path: Path, kept: int) -> None:
    saved = io.BytesIO()
    document = Document()
    document.add_paragraph(_LEDE)
    document.save(saved)
    path = tmp_path / "a.docx"
    path.write_bytes(saved.getvalue()[:kept])
    with pytest.raises(IntakeError, match=r"damaged or cut short; "):
        read(path)


def test_a_package_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"no Word document; save it as \.docx"):
        read(_packed(tmp_path / "a.docx", other="<x/>"))
    with pytest.raises(IntakeError, match=r"no OpenDocument text; save it as \.odt"):
        read(_packed(tmp_path / "a.odt", other="<x/>"))


def test_a_document_of_blanks_says_so(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="holds no text, only blanks"):
        read(_bare_docx(tmp_path / "a.docx", _p("  ") + "<w:p/>"))


def test_terminal_codes_in_a_document_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    article = _article(_bare_docx(tmp_path / "a.docx", _p("Harbour \u202e\u009b31m deal") + _p(_LEDE)))
    assert "\u202e" not in article.text + article.title
    assert "\x9b" not in article.text + article.title


def test_a_broken_part_beside_the_text_costs_nothing(tmp_path: Path) -> None:
    document = f"<w:document {_W}><w:body>{_p(_LEDE)}</w:body></w:document>"
    path = _packed(tmp_path / "a.docx", word__document=document, word__styles="<broken", docProps__core="<broken")
    assert _article(path).text == _LEDE


def test_a_strict_document_is_read(tmp_path: Path) -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Harbour deal.</w:t></w:r></w:p>{_p(_LEDE)}'
    path = _packed(tmp_path / "a.docx", word__document=f"<w:document {strict}><w:body>{body}</w:body></w:document>")
    article = _article(path)
    assert (article.title, article.paragraphs[0].kind) == ("Harbour deal.", ParagraphKind.TITLE)


def test_the_library_that_writes_word_documents_agrees_on_hidden_text(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Seen. ")
    paragraph.add_run("Unseen.").font.hidden = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "x")
    link.append(paragraph.add_run("Linked.")._r)
    paragraph._p.append(link)
    document.save(str(tmp_path / "a.docx"))
    (article,) = articles_in(tmp_path / "a.docx")
    assert isinstance(article, Article)
    assert article.text == "Seen. Linked."
