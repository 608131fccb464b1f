"""News items in ninjs, of every version, become articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import read
from briefing.intake.readers.ninjs import is_ninjs
from briefing.model import Origin, ParagraphKind

SAMPLES = Path(__file__).parent / "samples"
VERSION_1 = {
    "uri": "http://agency.example/items/1",
    "type": "text",
    "versioncreated": "2019-03-05T10:00:00Z",
    "firstcreated": "2019-03-04T10:00:00Z",
    "byline": "Jane Doe",
    "headline": "Board backs dredging",
    "located": "Porthaven",
    "language": "en",
    "body_xhtml": "<p>Ada Quill said no.</p><p>Then she left the board.</p>",
    "body_text": "Ada Quill said no. Then she left the board.",
    "description_text": "The board met on Monday.",
    "infosource": [{"name": "The Agency"}],
    "associations": {
        "main": {"uri": "http://agency.example/items/2", "type": "picture", "description_text": "Ada Quill on the quay"}
    },
}
VERSION_2 = {
    "uri": "http://agency.example/items/1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "firstcreated": "2019-03-04T10:00:00Z",
    "headlines": [{"role": "short", "value": "Board"}, {"role": "main", "value": "Board backs dredging"}],
    "by": "Jane Doe",
    "located": "Porthaven",
    "infosources": [{"name": "The Agency"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "Ada Quill said no."},
        {
            "role": "main",
            "contenttype": "text/html",
            "value": "<p>Ada Quill said no.</p><p>Then she left the board.</p>",
        },
    ],
}


def put(folder: Path, value: object, name: str = "item.json") -> Path:
    """A file with this JSON."""
    path = folder / name
    path.write_text(json.dumps(value))
    return path


@pytest.mark.parametrize("item", [VERSION_1, VERSION_2])
def test_versions_say_the_same_in_their_own_ways(tmp_path: Path, item: dict[str, object]) -> None:
    (article,) = read(put(tmp_path, item))
    assert (article.title, article.author, article.outlet) == ("Board backs dredging", "Jane Doe", "The Agency")
    assert (str(article.published), article.place) == ("2019-03-04", "Porthaven")
    assert article.text.count("Ada Quill said no.") == 1
    assert "said no.\n\nThen she left" in article.text
    assert article.origins["published"] == Origin.NEWS_METADATA


def test_captions_stand_at_the_end(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path, VERSION_1))
    last = article.paragraphs[-1]
    assert last.kind == ParagraphKind.CAPTION
    assert article.text[last.start : last.end] == "Ada Quill on the quay"
    assert article.paragraphs[1].kind == ParagraphKind.STANDFIRST


def test_a_picture_without_a_text_is_its_description(tmp_path: Path) -> None:
    item = {**VERSION_1, "type": "picture", "body_xhtml": "", "body_text": ""}
    (article,) = read(put(tmp_path, item))
    assert article.caution == "only a description"


@pytest.mark.parametrize("shape", ["list", "lines", "wrapped"])
def test_items_come_in_many(tmp_path: Path, shape: str) -> None:
    items = [VERSION_1, {**VERSION_1, "firstcreated": "2019-03-09T10:00:00Z"}]
    path = put(tmp_path, items if shape == "list" else {"items": items})
    if shape == "lines":
        path = tmp_path / "items.jsonl"
        path.write_text("\n".join(map(json.dumps, items)))
    articles = read(path)
    days = ["2019-03-09", "2019-03-04"] if shape == "lines" else ["2019-03-04", "2019-03-09"]
    assert [str(article.published) for article in articles] == days
    assert all(article.origins["published"] == Origin.NEWS_METADATA for article in articles)


@pytest.mark.parametrize(("name", "captions"), [("005_complex_text_article", 0), ("007_multimedia", 2)])
def test_the_standards_own_examples(name: str, captions: int) -> None:
    (article,) = read(SAMPLES / f"ninjs31_{name}.json")
    assert article.title == "Captain of wrecked cruise ship on trial in Italy"
    assert article.author == "Paulo Santalucia and Frances d'Emilio"
    assert (str(article.published), article.place, article.language) == ("2013-07-09", "Grossetto, Italy", "en")
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds.count(ParagraphKind.BODY) == 4
    assert kinds.count(ParagraphKind.CAPTION) == captions


def test_other_records_are_none() -> None:
    assert not is_ninjs(
        {"uri": "http://gazette.example/1", "title": "T", "text": "Ada Quill spoke.", "type": "article"}
    )
    assert not is_ninjs({"type": "text", "headline": "T", "body_text": "Ada Quill spoke."})


def test_an_item_without_words_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"; .*\.$"):
        read(put(tmp_path, {"uri": "x", "type": "text", "versioncreated": "2019-03-04", "headline": "T"}))


@pytest.mark.parametrize("value", [None, 3, [], {}, [[]], [3], {"a": 1}, "x"])
def test_values_of_any_sort_do_no_harm(tmp_path: Path, value: object) -> None:
    for key in VERSION_1 | VERSION_2:
        item = {**VERSION_1, key: value, "text": "Ada Quill spoke.", "title": "Board"}
        assert read(put(tmp_path, item))
