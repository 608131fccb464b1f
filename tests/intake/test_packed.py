"""Articles inside compressed files and ZIP archives."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import articles_in, packed, read, scan
from briefing.intake.compressed import FREE_BYTES, MOST_GROWTH, Damage, decompressed
from briefing.intake.source import Source
from briefing.model import Article
from briefing.model.clean import clean

STORY = "The harbour board met on Monday. “We will dredge,” its chair said — “before winter.”"
DATA = STORY.encode()
TAR = b"story.txt".ljust(257, b"\0") + b"ustar\0" + b"00" + b"\0" * 1_000
PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}


def put(folder: Path, data: bytes, name: str) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def sorted_out(path: Path) -> tuple[list[Article], list[str]]:
    """The articles and the problems in a file; each problem is one sentence that can be shown."""
    found = list(articles_in(path))
    sentences = [one.sentence for one in found if not isinstance(one, Article)]
    assert all(line == clean(line) and line.endswith(".") and ";" in line and "\n" not in line for line in sentences)
    return [one for one in found if isinstance(one, Article)], sentences


def long_story() -> bytes:
    """Text that does not pack well."""
    chance = random.Random(7)
    return b"".join(
        b"Berth %d is free until %d.\n" % (chance.getrandbits(60), chance.getrandbits(60)) for _ in range(30_000)
    )


@pytest.mark.parametrize("ending", PACKERS)
def test_known_by_its_first_bytes(tmp_path: Path, ending: str) -> None:
    for name in (f"story.txt{ending}", f"STORY.TXT{ending.upper()}", "story.txt", "story"):
        (article,) = read(put(tmp_path, PACKERS[ending](DATA), name))
        assert (article.text, article.part) == (STORY, "")


@pytest.mark.parametrize("ending", PACKERS)
def test_members_in_a_row_padding_and_rubbish_behind(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    data = pack(DATA) + pack(b" And so it did.") + b"\0" * 8 + b"rubbish"
    (article,) = read(put(tmp_path, data, f"story.txt{ending}"))
    assert article.text == STORY + " And so it did."


def test_the_inner_ending_counts(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, gzip.compress(b"# Board to dredge\n\n" + DATA), "story.md.gz"))
    assert article.title == "Board to dredge"


@pytest.mark.parametrize("ending", PACKERS)
def test_what_came_before_a_break_stays(tmp_path: Path, ending: str) -> None:
    whole = long_story()
    data = PACKERS[ending](whole)
    (article,), (sentence,) = sorted_out(put(tmp_path, data[: len(data) * 2 // 3], f"story.txt{ending}"))
    assert len(article.text) > 10_000
    assert whole.startswith(article.text.encode())
    assert article.caution == "cut off: the file is damaged"
    assert "damaged or cut off" in sentence


def test_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(DATA))
    data[-6] ^= 1
    articles, (sentence,) = sorted_out(put(tmp_path, bytes(data), "story.txt.gz"))
    assert articles[0].text == STORY
    assert "damaged" in sentence


def test_whole_records_before_a_break_need_no_caution(tmp_path: Path) -> None:
    records = [json.dumps({"title": f"Berth {n}", "text": f"{STORY} {n}"}, ensure_ascii=False) for n in range(3_000)]
    data = gzip.compress("\n".join(records).encode())
    articles, sentences = sorted_out(put(tmp_path, data[: len(data) // 2], "berths.jsonl.gz"))
    assert len(articles) > 100
    assert articles[-1].caution is None
    assert "damaged or cut off" in sentences[-1]


@pytest.mark.parametrize("length", [2, 3, 5, 10, 14])
def test_cut_off_at_once(tmp_path: Path, length: int) -> None:
    with pytest.raises(IntakeError):
        read(put(tmp_path, gzip.compress(DATA)[:length], "story.txt.gz"))


@pytest.mark.parametrize("ending", PACKERS)
def test_a_bomb_is_not_unpacked(tmp_path: Path, ending: str) -> None:
    path = put(tmp_path, PACKERS[ending](b" " * (60 << 20)), f"story.txt{ending}")
    source = decompressed(Source.of_file(path), Damage())
    out = 0

    def drain() -> None:
        nonlocal out
        with source.stream() as stream:
            while data := stream.read(1 << 16):
                out += len(data)

    with pytest.raises(IntakeError, match="more than can be read safely"):
        drain()
    assert out <= FREE_BYTES + MOST_GROWTH * (1 << 16)
    with pytest.raises(IntakeError, match="more than can be read safely"):
        read(path)


def test_a_dictionary_that_would_fill_the_memory(tmp_path: Path) -> None:
    data = bytearray(lzma.compress(DATA))
    assert data[16] == 0x16  # the dictionary's size, in steps; 0x27 is 3 GB
    data[16] = 0x27
    data[20:24] = struct.pack("<I", zlib.crc32(data[12:20]))
    with pytest.raises(IntakeError, match="damaged"):
        read(put(tmp_path, bytes(data), "story.txt.xz"))


@pytest.mark.parametrize("name", ["photo.tar.gz", "photo.tgz", "photo.gz", "photo.tar", "photo.txt"])
def test_tars_are_refused(tmp_path: Path, name: str) -> None:
    data = TAR if name.endswith((".tar", ".txt")) else gzip.compress(TAR)
    with pytest.raises(IntakeError, match="is a TAR archive, which is not opened; unpack it"):
        read(put(tmp_path, data, name))


def test_what_no_reader_knows_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"no file of a known kind \(\.sql\); unpack it"):
        read(put(tmp_path, gzip.compress(b"SELECT 1;"), "dump.sql.gz"))


def test_found_in_folders(tmp_path: Path) -> None:
    for ending, pack in PACKERS.items():
        put(tmp_path, pack(DATA), f"story.txt{ending}")
    put(tmp_path, zipped([("a.txt", DATA)]), "letters.ZIP")
    assert len([found for found in scan([tmp_path]) if isinstance(found, Path)]) == 4


def test_an_archive_member_by_member(tmp_path: Path) -> None:
    html = "<html><body><article><h1>Board to dredge</h1>" + f"<p>{STORY}</p>" * 3 + "</article></body></html>"
    lines = "\n".join(json.dumps({"title": f"Berth {n}", "text": f"{STORY} {n}"}) for n in (1, 2))
    data = zipped(
        [
            ("letters/", b""),
            ("letters/3.html", html.encode()),
            ("list.jsonl", lines.encode()),
            ("packed.txt.gz", gzip.compress(DATA)),
            ("inner.zip", zipped([("deep.txt", DATA)])),
            ("picture.jpg", b"\xff\xd8\xff"),
            ("style.css", b"p {}"),
            ("program.bin", b"\x7fELF"),
            ("__MACOSX/letters/3.html", html.encode()),
            (".DS_Store", b"\0"),
            ("letters/.hidden/4.txt", DATA),
        ]
    )
    articles, sentences = sorted_out(put(tmp_path, data, "letters.zip"))
    parts = [article.part for article in articles]
    assert parts[0] == "letters/3.html"
    assert all(part.startswith("list.jsonl: ") for part in parts[1:3])
    assert parts[1] != parts[2]
    assert parts[3:] == ["packed.txt.gz", "inner.zip/deep.txt"]
    assert sentences == []


def test_archives_in_archives_in_archives_are_not_opened(tmp_path: Path) -> None:
    data = zipped([("a.zip", zipped([("b.zip", zipped([("c.txt", DATA)]))])), ("d.txt", DATA)])
    articles, (sentence,) = sorted_out(put(tmp_path, data, "x.zip"))
    assert [article.part for article in articles] == ["d.txt"]
    assert "an archive in an archive in an archive" in sentence


def test_names_are_only_names(tmp_path: Path) -> None:
    names = [
        "../../etc/a.txt",
        "/etc/b.txt",
        "C:\\c.txt",
        "e\x1b]52;c;eA==\x07\n.txt",
        "\u202etxt.exe.txt",
        "n" * 5_000 + ".txt",
    ]
    articles, sentences = sorted_out(put(tmp_path, zipped((name, DATA) for name in names), "x.zip"))
    assert not sentences
    assert [article.part for article in articles[:3]] == ["../../etc/a.txt", "/etc/b.txt", "C:/c.txt"]
    assert all(article.part == clean(article.part) and len(article.part) <= 300 for article in articles)
    assert len(articles) == len(names)
    assert list(tmp_path.iterdir()) == [tmp_path / "x.zip"]


@pytest.mark.parametrize("raw", ["Größe.txt".encode(), b"Gr\x94\xe1e.txt"])  # UTF-8 that does not say so, and CP437
def test_names_of_other_systems(tmp_path: Path, raw: bytes) -> None:
    data = zipped([("x" * len(raw), DATA)]).replace(b"x" * len(raw), raw)
    assert read(put(tmp_path, data, "x.zip"))[0].part == "Größe.txt"


def test_a_name_that_is_not_the_utf8_it_says(tmp_path: Path) -> None:
    data = zipped([("ö.txt", DATA)]).replace("ö.txt".encode(), b"\xff\xfe.txt")
    with pytest.raises(IntakeError, match="damaged ZIP"):
        read(put(tmp_path, data, "x.zip"))


def test_one_bad_member_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", long_story()), ("b.txt", DATA), ("c.txt", b"\0\1\2\3" * 99)]))
    data[400_000] ^= 0xFF
    articles, sentences = sorted_out(put(tmp_path, bytes(data), "x.zip"))
    assert [article.part for article in articles] == ["a.txt", "b.txt"]
    assert articles[0].caution == "cut off: the file is damaged"
    assert "“a.txt” in “" in sentences[0]
    assert "“c.txt” in “" in sentences[1]


def test_encrypted_members(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", DATA), ("b.txt", DATA)]))
    for magic, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(magic) + at] |= 1
    articles, (sentence,) = sorted_out(put(tmp_path, bytes(data), "x.zip"))
    assert [article.part for article in articles] == ["b.txt"]
    assert "One file in “" in sentence
    assert "is encrypted" in sentence


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_without_bounds_are_not_opened(tmp_path: Path, method: int) -> None:
    _, (sentence,) = sorted_out(put(tmp_path, zipped([("a.txt", DATA)], method), "x.zip"))
    assert "packed in a way that is not read here" in sentence


def test_an_archive_that_is_a_bomb(tmp_path: Path) -> None:
    data = zipped([("a.txt", DATA), *((f"{n}.txt", b" " * (12 << 20)) for n in range(4))])
    articles, sentences = sorted_out(put(tmp_path, data, "x.zip"))
    assert [article.part for article in articles] == ["a.txt"]
    assert "more than can be read safely" in sentences[-1]
    assert len(sentences) <= 3


def test_members_that_overlap(tmp_path: Path) -> None:
    """Many entries for the same bytes, as in the bombs that are called better: each unpacks to as much."""
    data = zipped([("a.txt", b" " * (3 << 20))])
    end = data.rindex(b"PK\5\6")
    entry = data[data.rindex(b"PK\1\2") : end]
    tail = bytearray(data[end:])
    count = 1_000
    struct.pack_into("<HHI", tail, 8, count, count, len(entry) * count)
    path = put(tmp_path, data[: data.rindex(b"PK\1\2")] + entry * count + bytes(tail), "x.zip")
    _, sentences = sorted_out(path)
    assert any("safely" in sentence or "damaged" in sentence for sentence in sentences)
    assert len(sentences) < 100


def test_a_table_of_contents_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(zipped([("a.txt", DATA)]))
    with monkeypatch.context() as patch:
        patch.setattr(packed, "_DIRECTORY", 30)
        with pytest.raises(IntakeError, match="too many files; unpack it"):
            read(put(tmp_path, bytes(data), "x.zip"))
    monkeypatch.setattr(packed, "MOST_MEMBERS", 2)
    with pytest.raises(IntakeError, match="too many files; unpack it"):
        read(put(tmp_path, zipped((f"{n}.txt", DATA) for n in range(3)), "x.zip"))


@pytest.mark.parametrize("data", [zipped([]), zipped([("a.css", b"p {}"), ("b.png", b"\x89PNG")])])
def test_nothing_to_read(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(IntakeError, match="holds no file that is an article"):
        read(put(tmp_path, data, "x.zip"))


def test_broken_everywhere(tmp_path: Path) -> None:
    """Whatever byte is wrong, there is an article or a sentence."""
    whole = zipped([("a.txt", DATA), ("b.txt", DATA)])
    chance = random.Random(3)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randint(20, len(data)) :]
        with suppress(IntakeError):
            sorted_out(put(tmp_path, bytes(data), "x.zip"))
