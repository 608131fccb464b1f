"""Messages and mailboxes become articles."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import articles_in, read
from briefing.intake.mail.mime import MOST_PARTS, part_of
from briefing.model import Article, Origin, ParagraphKind
from briefing.model.clean import clean

SAMPLES = Path(__file__).parent / "samples"
SAID = "The harbour board will dredge the north basin before winter, its chair said."
MORE = "Two of the five members voted against the plan, because no one had counted the cost."
HEAD = (
    "From: Ada Quill <ada@desk.example>\nTo: all@desk.example\nSubject: Board to dredge\n"
    "Date: Wed, 3 Mar 2021 17:00:00 +0100\n"
)
HTML = "Content-Type: text/html; charset=utf-8\n\n"


def put(folder: Path, data: str | bytes, name: str = "story.eml") -> Path:
    """A file with this in it."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def one(folder: Path, data: str | bytes, name: str = "story.eml") -> Article:
    """The one article of a message."""
    (article,) = read(put(folder, data, name))
    return article


def told(path: Path) -> list[str]:
    """The problems in a file; each is one sentence that can be shown."""
    sentences = [found.sentence for found in articles_in(path) if not isinstance(found, Article)]
    assert all(sentence == clean(sentence) and sentence.endswith(".") and ";" in sentence for sentence in sentences)
    return sentences


def paragraphs(article: Article) -> list[str]:
    """Its paragraphs' words."""
    return [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]


def test_a_plain_message(tmp_path: Path) -> None:
    article = one(tmp_path, HEAD + f"\n{SAID}\n\n{MORE}\n")
    assert paragraphs(article) == ["Board to dredge", SAID, MORE]
    assert article.paragraphs[0].kind is ParagraphKind.TITLE
    assert (article.title, article.author, article.outlet) == ("Board to dredge", "Ada Quill", None)
    assert article.published == dt.date(2021, 3, 3)
    assert article.published_from == "Wed, 3 Mar 2021 17:00:00 +0100"
    assert article.origins["published"] is Origin.MAIL_HEADER
    assert article.part == ""


def test_known_by_its_head_whatever_its_name(tmp_path: Path) -> None:
    data = f"Return-Path: <ada@desk.example>\nMIME-Version: 1.0\n{HEAD}\n{SAID}\n"
    assert one(tmp_path, data, "letter.txt").author == "Ada Quill"


def test_text_that_begins_like_a_head_stays_text(tmp_path: Path) -> None:
    text = f"From: the archives\n\n{SAID}\n"
    assert one(tmp_path, text, "story.txt").text == text


@pytest.mark.parametrize(
    ("sample", "title", "author", "published"),
    [
        ("mail_test_12.eml", "代开各地增值税发票", "张先生", dt.date(2018, 5, 13)),
        ("mail_malformed_2.eml", "Delivery failure (abh@netpar.com.br)", None, dt.date(2016, 8, 22)),
        (
            "mail_malformed_3.eml",
            "Ahorre Dinero en su Recibo de Luz",
            "El Punto de los Frutos & Verdes",
            dt.date(2017, 3, 20),
        ),
    ],
)
def test_messages_as_they_come(sample: str, title: str, author: str | None, published: dt.date) -> None:
    (article,) = read(SAMPLES / sample)
    assert (article.title, article.author, article.published) == (title, author, published)
    assert "\ufffd" not in article.text


def test_a_boundary_that_the_head_gets_wrong() -> None:
    (article,) = read(SAMPLES / "mail_malformed_3.eml")
    assert "Secador Toallero Térmico" in paragraphs(article)
    assert not any("Content-Type" in paragraph or len(paragraph) > 2_000 for paragraph in paragraphs(article))


NEWSLETTER = """<html><head><title>x</title><style>p {color: red}</style></head><body>
<div style="display:none; max-height:0">Dredging, tolls and a ferry &zwnj;&nbsp;&zwnj;&nbsp;</div>
<span class="preheader">Today in the harbour</span>
<table role="presentation"><tr><td><a href="https://x.example/v">View this email in your browser</a></td></tr>
<tr><td><h1>Board to dredge</h1></td><td><p>SAID</p><p>MORE</p>
<img src="https://x.example/pixel.gif" width="1"></td></tr>
<tr><td>You are receiving this email because you signed up at our quay.</td></tr>
<tr><td><a href="https://x.example/u">Unsubscribe</a> or
<a href="https://x.example/p">update your preferences</a></td></tr>
</table></body></html>""".replace("SAID", SAID).replace("MORE", MORE)
LIST_HEAD = "From: {}\nSubject: Board to dredge\nDate: Wed, 3 Mar 2021 17:00:00 +0100\nList-Unsubscribe: <https://x.example/u>\n"


def test_a_newsletter_without_what_is_about_the_mail(tmp_path: Path) -> None:
    article = one(tmp_path, LIST_HEAD.format('"The Quay" <news@quay.example>') + HTML + NEWSLETTER)
    assert paragraphs(article) == ["Board to dredge", SAID, MORE]
    assert (article.outlet, article.author) == ("The Quay", None)


def test_cells_that_only_place_things_are_paragraphs(tmp_path: Path) -> None:
    layout = f"<table><tr><td>{SAID}</td><td>{MORE}</td></tr></table>"
    assert paragraphs(one(tmp_path, HEAD + HTML + layout)) == ["Board to dredge", SAID, MORE]
    told_apart = f"<table><tr><th>Berth</th><th>Metres</th></tr><tr><td>North</td><td>{SAID}</td></tr></table>"
    assert f"North | {SAID}" in paragraphs(one(tmp_path, HEAD + HTML + told_apart))


def test_a_multipart_without_parts(tmp_path: Path) -> None:
    article = one(tmp_path, HEAD + f'Content-Type: multipart/mixed; boundary="none"\n\n{SAID}\n\n{MORE}\n')
    assert paragraphs(article) == ["Board to dredge", SAID, MORE]


def test_words_that_only_look_like_notices_stay(tmp_path: Path) -> None:
    story = "Readers who unsubscribe from the harbour's bulletin will still be told of storms, the board promised."
    assert story in paragraphs(one(tmp_path, HEAD + HTML + f"<p>{story}</p>"))


def test_who_wrote_and_who_sent(tmp_path: Path) -> None:
    def senders(sender: str, more: str = "") -> tuple[str | None, str | None]:
        article = one(tmp_path, HEAD.replace("Ada Quill <ada@desk.example>", sender) + more + f"\n{SAID}\n")
        return article.author, article.outlet

    bulk = "List-Unsubscribe: <https://x.example/u>\n"
    assert senders("Ada Quill from The Quay <ada@quay.example>", bulk) == ("Ada Quill", "The Quay")
    assert senders("The Quay Briefing <x@quay.example>", bulk + "List-Id: The Quay <q.list.example>\n") == (
        None,
        "The Quay",
    )
    assert senders("The Quay <x@quay.example>", bulk + "List-Id: a81mc list <a81.list.example>\n") == (None, "The Quay")
    assert senders("'Ada Quill' via Harbour Talk <talk@lists.example>") == ("Ada Quill", "Harbour Talk")
    talk = "List-Id: Harbour Talk <talk.lists.example>\nList-Post: <mailto:talk@lists.example>\n"
    assert senders("Ada Quill <ada@desk.example>", talk) == ("Ada Quill", "Harbour Talk")
    assert senders("press@ministry.example") == (None, "ministry.example")
    assert senders("Press office <press@ministry.example>") == ("Press office", "ministry.example")


def mixed(*parts: str, kind: str = "mixed") -> str:
    """A multipart of parts, with its head's last line."""
    return (
        f'Content-Type: multipart/{kind}; boundary="b-{kind}"\n\n'
        + "".join(f"--b-{kind}\n{part}\n" for part in parts)
        + f"--b-{kind}--\n"
    )


PLAIN = f"Content-Type: text/plain\n\n{SAID}\n\n{MORE}\n"


def test_the_richer_of_two_versions_unless_it_says_less(tmp_path: Path) -> None:
    marked_up = HTML + f"<h2>At the quay</h2><p>{SAID}</p><p>{MORE}</p>"
    article = one(tmp_path, HEAD + mixed(PLAIN, mixed(marked_up, kind="related"), kind="alternative"))
    assert paragraphs(article) == ["Board to dredge", "At the quay", SAID, MORE]
    article = one(tmp_path, HEAD + mixed(PLAIN, HTML + "<p>Pictures only.</p>", kind="alternative"))
    assert paragraphs(article) == ["Board to dredge", SAID, MORE]


def test_attached_messages_and_files_are_articles(tmp_path: Path) -> None:
    inner = (
        "Content-Type: message/rfc822\n\nFrom: Bo Kim <bo@desk.example>\nSubject: Ferry sold\n\nThe ferry was sold.\n"
    )
    file = (
        'Content-Type: application/octet-stream; name="toll.html"\n'
        'Content-Disposition: attachment; filename="toll.html"\n'
        "Content-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(
            f"<html><body><h1>Tolls rise</h1><p>{SAID}</p><p>{MORE}</p></body></html>".encode()
        ).decode()
    )
    picture = 'Content-Type: image/png; name="a.png"\nContent-Disposition: attachment\n\nxx'
    signature = 'Content-Type: text/plain; name="ATT0001.txt"\nContent-Disposition: attachment\n\nSent from the quay'
    articles = read(put(tmp_path, HEAD + mixed(PLAIN, inner, file, picture, signature)))
    assert [article.part for article in articles] == ["", "attached message 1", "toll.html"]
    assert [article.author for article in articles][:2] == ["Ada Quill", "Bo Kim"]
    assert articles[2].title == "Tolls rise"


def test_only_files(tmp_path: Path) -> None:
    picture = 'Content-Type: image/png; name="a.png"\nContent-Disposition: attachment\n\nxx'
    with pytest.raises(IntakeError, match="holds no text, only files"):
        read(put(tmp_path, HEAD + mixed(picture)))


def test_encrypted(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="is encrypted; decrypt"):
        read(put(tmp_path, HEAD + mixed("Content-Type: application/pgp-encrypted\n\nVersion: 1", kind="encrypted")))


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("us-ascii", "Größe, façade".encode()),  # UTF-8 that claims to be less
        ("utf-8", "Größe, façade".encode("cp1252")),  # and the other way round
        ("iso-8859-1", "“Größe” – façade".encode("cp1252")),
        ("no-such-charset", "Größe, façade".encode()),
        ("punycode", "Größe, façade".encode()),
    ],
)
def test_lying_encodings(tmp_path: Path, charset: str, data: bytes) -> None:
    text = SAID.encode() + b" " + data + b". " + MORE.encode()
    article = one(tmp_path, HEAD.encode() + f"Content-Type: text/plain; charset={charset}\n\n".encode() + text)
    assert "Größe" in article.text
    assert "façade" in article.text


def test_transfer_encodings_whole_and_broken(tmp_path: Path) -> None:
    quoted = quopri.encodestring(f"{SAID} Größe\n".encode()).decode()
    head = HEAD + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert f"{SAID} Größe" in one(tmp_path, head + f"quoted-printable\n\n{quoted}=Z=\n").text
    packed = base64.encodebytes(f"{SAID}\n\n{MORE}\n".encode()).decode()
    assert SAID in one(tmp_path, head + "base64\n\n" + packed[:-30] + "!*\n").text
    assert SAID in one(tmp_path, head + "BASE64\n\n" + packed[: len(packed) // 2 + 41]).text


def test_flowed_text(tmp_path: Path) -> None:
    said, more = SAID.replace(" before", " \nbefore"), MORE.replace(" voted", " \n> voted")
    body = f"{said}\n\n> {more}\n\n-- \nAda\n"
    article = one(tmp_path, HEAD + f"Content-Type: text/plain; format=flowed\n\n{body}")
    assert paragraphs(article) == ["Board to dredge", SAID, f"> {MORE}", "--", "Ada"]


def test_heads_encoded_folded_and_raw(tmp_path: Path) -> None:
    words = "=?utf-8?B?" + base64.b64encode("Größe".encode()).decode() + "?= =?iso-8859-1?Q?_f=FCr?=\n alle"
    article = one(
        tmp_path,
        f"From: =?utf-8?Q?J=C3=BCrgen?= <j@x.example>\nTo: x\nSubject: {words}\nDate: 3 Mar 21 10:00\n\n{SAID}",
    )
    assert (article.title, article.author, article.published) == ("Größe für alle", "Jürgen", dt.date(2021, 3, 3))
    raw = (
        b"From: J\xfcrgen <j@x.example>\nTo: x\nSubject: Gr\xc3\xb6\xc3\x9fe =?bad?B?\x1b]52;?=\nDate: x\n\n"
        + SAID.encode()
    )
    article = one(tmp_path, raw)
    assert article.author == "Jürgen"
    assert article.title.startswith("Größe")
    assert "\x1b" not in article.title
    assert article.published is None


def test_no_subject_no_date(tmp_path: Path) -> None:
    article = one(tmp_path, f"From: ada@desk.example\n\n{SAID}\n\n{MORE}\n")
    assert not article.title_is_own
    assert article.published is None


MAILBOX = f"""From ada@desk.example Wed Mar  3 17:00:00 2021
{HEAD}
{SAID}
>From the quay, the view is clear.

From where he stood, nothing moved.

From - Thu Mar  4 17:00:00 2021
X-Mozilla-Status: 0009
{HEAD}
Thrown away.

From - Fri Mar  5 17:00:00 2021
{HEAD.replace("Board to dredge", "Second")}
{MORE}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mailbox(tmp_path: Path, end: str) -> None:
    articles = read(put(tmp_path, MAILBOX.replace("\n", end), "Inbox"))
    assert [(article.part, article.title) for article in articles] == [
        ("message 1", "Board to dredge"),
        ("message 3", "Second"),
    ]
    assert paragraphs(articles[0])[1:] == [
        SAID,
        "From the quay, the view is clear.",
        "From where he stood, nothing moved.",
    ]


def test_one_bad_message_costs_no_other(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        MAILBOX.replace(f"{SAID}\n>From the quay, the view is clear.\n\nFrom where he stood, nothing moved.\n", ""),
        "a.mbox",
    )
    assert [article.title for article in read(path)] == ["Second"]
    (sentence,) = told(path)
    assert sentence.startswith("Message 1 of “")


def test_a_story_that_begins_with_from_is_no_mailbox(tmp_path: Path) -> None:
    text = f"From the quay at 10:30 in 2021\nNobody: {SAID}\n"
    assert one(tmp_path, "From the quay, all was calm.\n" + text, "a.txt").part == ""


def test_parts_in_parts_in_parts(tmp_path: Path) -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1_000))
    with pytest.raises(IntakeError, match="holds no text"):
        read(put(tmp_path, HEAD + deep + PLAIN))
    messages = "Content-Type: message/rfc822\n\nFrom: a@x.example\n" * 1_000
    with pytest.raises(IntakeError, match="holds no text"):
        read(put(tmp_path, HEAD + messages + PLAIN))


def test_very_many_parts(tmp_path: Path) -> None:
    article = one(tmp_path, HEAD + mixed(*[f"Content-Type: text/plain\n\nPart {n} of it.\n" for n in range(100_000)]))
    assert MOST_PARTS - 5 < len(article.paragraphs) <= MOST_PARTS + 1


@pytest.mark.parametrize("name", ["Subject", "Content-Type", "From", "X-Long", "List-Id", "Date"])
def test_very_long_heads(tmp_path: Path, name: str) -> None:
    for filler in (
        "a" * (10_000_000 if name == "Subject" else 1_000_000),
        "a*9=;" * 200_000,
        "=?utf-8?B?QQ==?= " * 20_000,
        "<(" * 200_000,
        "\n b" * 200_000,
    ):
        message = part_of(f"From: ada@desk.example\nTo: x\nDate: x\n{name}: {filler}\n\n{SAID}\n".encode())
        assert len(message.values.get(name.lower(), "")) <= 4_000
        put(tmp_path, f"{name}: {filler}\n{HEAD}\n{SAID}\n")
        assert all(len(article.title) < 500 for article in read_or_none(tmp_path / "story.eml"))


def read_or_none(path: Path) -> tuple[Article, ...]:
    """The articles of a file, none when it cannot be read."""
    try:
        return read(path)
    except IntakeError:
        return ()


def test_a_mailbox_that_is_one_line(tmp_path: Path) -> None:
    data = MAILBOX.encode() + b"From " * 1_000_000
    assert [article.part for article in read(put(tmp_path, data, "a.mbox"))] == ["message 1", "message 3"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"From ", b"From: \n", HEAD.encode()])
def test_next_to_nothing(tmp_path: Path, data: bytes) -> None:
    for name in ("a.eml", "a.mbox"):
        assert read_or_none(put(tmp_path, data, name)) == ()
