"""Records in JSON become articles, the newest first, and none costs another."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from briefing.intake import IntakeProblem, articles_in, read
from briefing.intake.clipping import Clipping, Flaw
from briefing.intake.readers.records import JsonLinesReader, JsonReader
from briefing.intake.source import Source
from briefing.model import Article, Origin, ParagraphKind
from briefing.model.clean import clean
from tests.intake.sentences import sentence

STORY = (
    "The harbour board met on Monday to hear the plan.\n\nIts chair, Ada Quill, said the dredging would begin before "
    "winter and that no berth would close while the work went on."
)
SAMPLES = Path(__file__).parent / "samples"
RECORD = {
    "title": "Board backs dredging",
    "date": "2019-03-04T10:00:00Z",
    "byline": "Jane Doe",
    "publication": "The Gazette",
    "url": "https://gazette.example/2019/dredging",
    "text": STORY,
}


def put(folder: Path, content: Any, name: str = "stories.json") -> Path:
    """A file with this JSON, or these bytes."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def lines(folder: Path, *records: Any, name: str = "stories.jsonl") -> Path:
    """A file of JSON Lines; a record may be a line as it stands."""
    written = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    return put(folder, b"\n".join(written) + b"\n", name)


def problems(path: Path) -> list[str]:
    """What is wrong with parts of a file."""
    return [found.sentence for found in articles_in(path) if isinstance(found, IntakeProblem)]


def kinds(article: Article) -> list[ParagraphKind]:
    """What an article's paragraphs are."""
    return [paragraph.kind for paragraph in article.paragraphs]


def test_a_record_says_what_it_is(tmp_path: Path) -> None:
    (article,) = read(lines(tmp_path, RECORD))
    assert article.title == "Board backs dredging"
    assert article.title_is_own
    assert str(article.published) == "2019-03-04"
    assert (article.author, article.outlet) == ("Jane Doe", "The Gazette")
    assert article.url == "https://gazette.example/2019/dredging"
    assert article.text == f"Board backs dredging\n\n{STORY}"
    assert kinds(article) == [ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BODY]
    assert article.part == "record 1"
    assert {paragraph.place for paragraph in article.paragraphs} == {"line 1"}
    assert article.origins["published"] == Origin.RECORD


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"headline": "T", "publishedAt": "2019-03-04", "content": STORY, "source": {"id": "g", "name": "G"}}, "G"),
        ({"webTitle": "T", "webPublicationDate": "2019-03-04T00:00:00Z", "fields": {"bodyText": STORY}}, None),
        ({"TITLE": "T", "Pub_Date": "4 March 2019", "Article-Body": STORY, "Outlet": "G"}, "G"),
        ({"title": {"rendered": "T"}, "date": 1551657600, "content": {"rendered": f"<p>{STORY}</p>"}}, None),
        ({"title": "T", "date_publish": "2019-03-04 07:00:00", "maintext": STORY, "source_domain": "G"}, "G"),
        ({"title": "T", "created": 1551657600000, "body": STORY.split("\n\n"), "publisher": "G"}, "G"),
        ({"_index": "x", "_source": {"title": "T", "published": "20190304", "text": STORY, "outlet": "G"}}, "G"),
        ({"titel": "T", "Datum": "04.03.2019", "Wörter": 4, "Inhalt": STORY, "Zeitung": "G"}, "G"),
        ({"title": "T", "date": {"$date": "2019-03-04T00:00:00Z"}, "text": STORY, "outlet": None}, None),
    ],
)
def test_columns_are_guessed_by_many_names(tmp_path: Path, record: dict[str, object], expected: str | None) -> None:
    other = {**record, "Datum": "13.03.2019"} if "Datum" in record else record
    articles = read(lines(tmp_path, record, other))
    article = articles[-1]
    assert article.title == "T"
    assert article.outlet == expected
    assert str(article.published) == "2019-03-04"
    assert "Ada Quill" in article.text


def test_of_several_texts_the_longest_counts(tmp_path: Path) -> None:
    record = {"title": "T", "content": "The board met, and …", "Langfassung": STORY * 3, "tags": "a b c " * 400}
    (article,) = read(lines(tmp_path, record))
    assert article.text.count("Ada Quill") == 3


def test_a_summary_stands_above_the_text_once(tmp_path: Path) -> None:
    apart = {**RECORD, "summary": "Work starts in autumn."}
    repeated = {**RECORD, "summary": "The harbour board met on Monday to hear …"}
    first, second = read(lines(tmp_path, apart, repeated))
    assert kinds(first)[:2] == [ParagraphKind.TITLE, ParagraphKind.STANDFIRST]
    assert ParagraphKind.STANDFIRST not in kinds(second)
    assert second.text.count("The harbour board") == 1


def test_no_more_than_a_summary_is_said(tmp_path: Path) -> None:
    (article,) = read(lines(tmp_path, {"title": "T", "description": "Work starts in autumn."}))
    assert article.caution == "only a summary"
    (article,) = read(lines(tmp_path, {"title": "T", "content": "Work starts in … [+1234 chars]"}))
    assert article.caution == "only its beginning"
    assert "chars" not in article.text


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (["Jane Doe", "John Roe"], "Jane Doe, John Roe"),
        ([{"name": "Jane Doe"}, {"firstName": "John", "lastName": "Roe"}], "Jane Doe, John Roe"),
        ("['Jane Doe', 'John Roe']", "Jane Doe, John Roe"),
        ("By Jane Doe", "Jane Doe"),
        ("nan", None),
        ([], None),
    ],
)
def test_authors_come_in_many_forms(tmp_path: Path, author: object, expected: str | None) -> None:
    (article,) = read(lines(tmp_path, {"title": "T", "text": STORY, "author": author}))
    assert article.author == expected


def test_a_day_that_could_be_two_is_read_by_its_column(tmp_path: Path) -> None:
    days = ("03/04/2019", "03/25/2019")
    articles = read(lines(tmp_path, *({**RECORD, "date": day} for day in days)))
    assert [str(article.published) for article in articles] == ["2019-03-25", "2019-03-04"]
    (alone,) = read(lines(tmp_path, {**RECORD, "date": days[0]}))
    assert alone.published is None


def test_html_in_a_field_is_read_as_html(tmp_path: Path) -> None:
    markup = "<p>One &amp; two.</p><h2>Later</h2><script>no()</script><p>Three.</p>"
    (article,) = read(lines(tmp_path, {"title": "A &quot;B&quot; <i>C</i>", "body": markup}))
    assert article.text == 'A "B" C\n\nOne & two.\n\nLater\n\nThree.'
    assert kinds(article)[2] == ParagraphKind.HEADING


def test_blocks_say_what_they_are(tmp_path: Path) -> None:
    blocks = [
        {"type": "paragraph", "content": "One two three."},
        {"type": "header", "content": "Later"},
        {"type": "image", "caption": "x", "content": "The quay at dawn"},
    ]
    (article,) = read(lines(tmp_path, {"title": "T", "content_elements": blocks}))
    assert kinds(article)[2:] == [ParagraphKind.HEADING, ParagraphKind.CAPTION]


def test_lines_are_read_newest_first(tmp_path: Path) -> None:
    days = ["2019-03-04", None, "2019-03-06T08:00:00Z", "5 March 2019", "2019-03-06T09:00:00Z", "", 1551916800]
    found = read(lines(tmp_path, *({**RECORD, "date": day} for day in days)))
    assert [article.part for article in found] == [f"record {number}" for number in (7, 5, 3, 4, 1, 2, 6)]
    assert found[0].paragraphs[0].place == "line 7"


def test_records_past_those_in_order_follow(tmp_path: Path) -> None:
    from briefing.intake.records.lines import Lines

    path = lines(tmp_path, *({"date": f"2019-03-0{day}"} for day in (1, 2, 3, 4)))
    with Source.of_file(path).stream() as stream:
        found = Lines(stream, Source.of_file(path), 1_000, most_in_order=2).newest_first([("date",)], None)
        assert [(item.number, item.line) for item in found if not isinstance(item, Flaw)] == [
            (2, 2),
            (1, 1),
            (3, 3),
            (4, 4),
        ]


def test_a_broken_line_costs_no_other(tmp_path: Path) -> None:
    path = lines(tmp_path, RECORD, b'{"title": "cut', b"", b"[1]", b'{"text": ' + b"[" * 100_000, RECORD, b"\xff\x00{")
    assert len(read(path)) == 2
    said = problems(path)
    assert len(said) == 4
    assert said[0].startswith("Record 2 (line 2) of “")
    assert "nested too deeply" in said[2]
    assert "line 7" in said[3]
    assert all(one == clean(one) and one.endswith(".") and ";" in one for one in said)


def test_many_broken_lines_are_counted(tmp_path: Path) -> None:
    path = lines(tmp_path, RECORD, *[b"{"] * 500, name="x.jsonl")
    said = problems(path)
    assert len(said) == 21
    assert said[-1].startswith("480 more records of “")
    assert "is no JSON" in sentence(lines(tmp_path, *[b'{"a'] * 500))


def test_a_huge_record_is_passed_over(tmp_path: Path) -> None:
    huge = {**RECORD, "text": "x" * 5_000}
    path = lines(tmp_path, RECORD, huge, RECORD)
    found = list(JsonLinesReader(largest=2_000).read(Source.of_file(path)))
    assert [type(item) for item in found] == [Clipping, Clipping, Flaw]
    assert [item.part for item in found if isinstance(item, Clipping)] == ["record 1", "record 3"]
    path = put(tmp_path, [RECORD, huge, RECORD])
    found = list(JsonReader(largest=2_000).read(Source.of_file(path)))
    assert [type(item) for item in found if isinstance(item, Clipping)] == [Clipping, Clipping]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    record = json.dumps({**RECORD, "title": "Café “à la carte”"}, ensure_ascii=False)
    path = put(tmp_path, (f"{record}\n" * 3).encode(encoding), "stories.jsonl")
    assert [article.title for article in read(path)] == ["Café “à la carte”"] * 3


def test_what_is_no_jsonl_is_read_as_json(tmp_path: Path) -> None:
    assert len(read(put(tmp_path, [RECORD, RECORD], "stories.jsonl"))) == 2
    laid_out = json.dumps(RECORD, indent=2).encode()
    assert len(read(put(tmp_path, laid_out + b"\n" + laid_out, "stories.ndjson"))) == 2
    assert len(read(lines(tmp_path, RECORD, RECORD, name="stories.json"))) == 2


def test_json_lines_are_known_by_their_content(tmp_path: Path) -> None:
    assert len(read(lines(tmp_path, RECORD, RECORD, name="stories.txt"))) == 2
    assert len(read(put(tmp_path, [RECORD], "stories.bak"))) == 1


@pytest.mark.parametrize(
    "value",
    [
        [RECORD, RECORD],
        {"status": "ok", "totalResults": 2, "articles": [RECORD, RECORD]},
        {"response": {"pages": 1, "results": [RECORD, RECORD], "tags": [{"id": "x", "name": "y"}] * 9}},
        {"data": {"children": [{"kind": "t3", "data": RECORD}, {"kind": "t3", "data": RECORD}]}},
        {"hits": {"hits": [{"_id": 1, "_source": RECORD}, {"_id": 2, "_source": RECORD}]}},
        {name: {"0": value, "1": value} for name, value in RECORD.items()},
        {name: [value, value] for name, value in RECORD.items()},
        {"columns": list(RECORD), "index": [0, 1], "data": [list(RECORD.values())] * 2},
        {"first": RECORD, "second": RECORD},
    ],
)
def test_records_are_found_where_they_are(tmp_path: Path, value: object) -> None:
    articles = read(put(tmp_path, value))
    assert [article.title for article in articles] == ["Board backs dredging"] * 2
    assert all(article.outlet == "The Gazette" for article in articles)


def test_one_object_is_one_article_whatever_it_lists(tmp_path: Path) -> None:
    related = [{"title": "Other", "text": STORY, "url": "https://gazette.example/o"}] * 5
    (article,) = read(put(tmp_path, {**RECORD, "related": related}))
    assert article.title == "Board backs dredging"


def test_a_broken_item_of_a_list_costs_no_other(tmp_path: Path) -> None:
    good = json.dumps(RECORD)
    path = put(tmp_path, f'[{good},\n{{"title": oops}},\n{good}, {{"a": 1,,}}, {good}'.encode())
    assert len(read(path)) == 3
    said = problems(path)
    assert "(line 2)" in said[0]
    assert len(said) == 2


def test_a_long_list_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(*_: object) -> bytes:
        raise AssertionError("the file was read whole")

    monkeypatch.setattr(Source, "all", whole)
    path = put(tmp_path, [RECORD] * 400)
    assert len(read(path)) == 400


def test_a_map_beside_the_file_tells_the_columns(tmp_path: Path) -> None:
    record = {"a": "Board backs dredging", "b.c": "Ada Quill spoke.", "d": {"e": "2019-03-04"}, "text": "Not this one."}
    path = lines(tmp_path, record)
    (tmp_path / "stories.jsonl.columns.toml").write_text(
        'title = "a"\ntext = ["b.c", "f"]\npublished = "d.e"\n[always]\noutlet = "The Gazette"\n'
    )
    (article,) = read(path)
    assert article.text == "Board backs dredging\n\nAda Quill spoke."
    assert (str(article.published), article.outlet) == ("2019-03-04", "The Gazette")


def test_a_map_may_hold_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "briefing-columns.toml").write_text('text = "a"')
    (article,) = read(lines(tmp_path, {"a": "Ada Quill spoke.", "text": "Not this one."}))
    assert article.text == "Ada Quill spoke."


@pytest.mark.parametrize(
    ("told", "complaint"), [("title = ", "no TOML"), ('titel = "a"', "“titel”"), ("title = 3", "quotation marks")]
)
def test_a_wrong_map_is_explained(tmp_path: Path, told: str, complaint: str) -> None:
    (tmp_path / "stories.jsonl.columns.toml").write_text(told)
    assert complaint in sentence(lines(tmp_path, RECORD))


def test_columns_without_a_text_are_named(tmp_path: Path) -> None:
    said = sentence(lines(tmp_path, {"a\x1b[31m": "x", "score": 3}))
    assert "“a␛[31m”, “score”" in said
    assert "stories.jsonl.columns.toml" in said
    many = sentence(lines(tmp_path, {f"c{number}": number for number in range(3_000)}))
    assert "and 1,988 more" in many


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "x.jsonl"),
        (bytes(range(256)) * 20, "x.json"),
        (b"[" * 100_000, "x.json"),
        (b'{"a":' * 100_000, "x.json"),
        (b"[]", "x.json"),
        (b"{}", "x.json"),
        (b"null", "x.json"),
        (b"\n\n", "x.jsonl"),
        (b"", "x.jsonl"),
        (b"", "x.json"),
        (b'[{"text": "cut', "x.json"),
        (b'{"n": ' + b"9" * 100_000 + b"}", "x.jsonl"),
        (b'{"articles": [{"title": "cut"', "x.json"),
    ],
)
def test_what_holds_no_record_is_one_sentence(tmp_path: Path, data: bytes, name: str) -> None:
    sentence(put(tmp_path, data, name))


def test_naughty_values_do_no_harm(tmp_path: Path) -> None:
    naughty = ["\ud800", "\x1b]52;c;YQ==\x07", "\u202eabc", "[@click=x]", "NaN", "", "\0", "<script>", "’; DROP TABLE"]
    records = [{"title": one, "text": f"Ada Quill said {one}.", "author": one, one: one, "url": one} for one in naughty]
    path = lines(tmp_path, *records, b'{"title": NaN, "title": "Last", "text": "Ada Quill spoke.", "date": Infinity}')
    articles = read(path)
    assert len(articles) == len(records) + 1
    assert all(article.text == clean(article.text) and article.title == clean(article.title) for article in articles)
    assert articles[-1].title == "Last"


def test_the_big_list_of_naughty_strings(tmp_path: Path) -> None:
    naughty = [one for one in json.loads((SAMPLES / "blns.json").read_text()) if one.strip()]
    as_fields = [{"title": one, "text": f"Ada Quill said {one}.", "author": one, "date": one} for one in naughty]
    as_names = {**dict.fromkeys(naughty, "x"), "text": "Ada Quill spoke."}
    articles = read(lines(tmp_path, *as_fields, as_names))
    assert len(articles) == len(naughty) + 1
    assert all(article.text == clean(article.text) and article.title == clean(article.title) for article in articles)
    sentence(lines(tmp_path, *({one: one[:5]} for one in naughty[:40])))
    with (tmp_path / "stories.csv").open("w", newline="") as table:
        csv.writer(table).writerows([["title", "text"], *([one, f"Ada Quill said {one}."] for one in naughty)])
    assert len(read(tmp_path / "stories.csv")) == len(naughty)


def test_later_records_may_have_other_columns(tmp_path: Path) -> None:
    path = lines(tmp_path, *[RECORD] * 60, {"headline": "Other", "body": "Ada Quill spoke."})
    assert read(path)[-1].title == "Other"


def test_compressed_lines_are_read_as_they_stand(tmp_path: Path) -> None:
    import gzip

    data = gzip.compress(lines(tmp_path, *({**RECORD, "date": f"2019-03-0{day}"} for day in (1, 3, 2))).read_bytes())
    path = put(tmp_path, data, "stories.jsonl.gz")
    assert [article.published.day for article in read(path) if article.published] == [1, 3, 2]
