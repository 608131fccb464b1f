"""The bench of search on a handful of articles: every figure is there, and the scores are right."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.bench.__main__ import bench
from briefing.bench.search.material import documents, mixture, queries
from briefing.bench.search.relevance import _ndcg

LETTERS = "bcfgkmpqvx"
STORY = (
    "The harbour was closed vessel{0}.\n\n“We could not let a single vessel{0} leave before the storm had passed over "
    "us,” the harbour master said. Sailors waited on the quays while mechanics repaired the cranes.\n"
)


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number}.txt" for number in range(30)]
    for number, file in enumerate(files):
        file.write_text(STORY.format(LETTERS[number // 10] + LETTERS[number % 10]), "utf-8")
    return files


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    folder = tmp_path / "judged"
    folder.mkdir()
    texts = ["SHIPS LEFT THE HARBOUR", "THE BUDGET WAS PASSED", "A SHIP SANK"]
    body = "".join(f"*TEXT {number:03} 01/01/63 PAGE 001\n\n{text} .\n\n" for number, text in enumerate(texts, 17))
    (folder / "TIME.ALL.xz").write_bytes(lzma.compress(f"{body}*STOP\n".encode("latin-1")))
    (folder / "TIME.QUE").write_text("*FIND      1\n\n SHIPS THAT SANK .\n\n*STOP\n", "latin-1")
    (folder / "TIME.REL").write_text("1  3 1\n", "latin-1")
    return folder


def test_everything_is_measured(stories: list[Path], judged: Path) -> None:
    ran = CliRunner().invoke(bench, ["--only", "search", "--judged", str(judged), "--mixed", "40", *map(str, stories)])
    assert ran.exit_code == 0, ran.output
    out = ran.stdout
    assert "30 articles, 30 statements" in out
    for name in ("whoosh", "SQLite FTS5", "tantivy"):
        for what in ("indexing", "a key", "a query"):
            assert any(line.startswith(name) and what in line for line in out.splitlines()), (name, what)
    assert "found by its own words: MRR 1.000, 30 of 30 first" in out
    assert "with tantivy 40 articles, mixed and indexed" in out
    assert "whoosh       times SQLite FTS5: a key" in out
    assert "nDCG@10 1.000, MRR 1.000 on 1 questions" in out


def test_without_articles_it_says_so() -> None:
    ran = CliRunner().invoke(bench, ["--only", "search"])
    assert ran.exit_code == 0
    assert "words/s" not in ran.stdout


def test_queries_are_the_same_for_the_same_articles(stories: list[Path]) -> None:
    held = documents(stories, None, lambda line: None)
    assert queries(held) == queries(documents(stories, None, lambda line: None))
    assert len(queries(held).entered) == 200
    assert next(queries(held).keystrokes()) == queries(held).typed[0][0]


def test_a_mixture_is_the_same_for_the_same_articles(stories: list[Path]) -> None:
    held = documents(stories, None, lambda line: None)
    mixed = list(mixture(held, 50))
    assert mixed == list(mixture(held, 50))
    assert len({one.article_id for one in mixed}) == 50
    assert all(said.content in "".join(one.text for one in held) for each in mixed for said in each.statements)


def test_statements_can_be_told(stories: list[Path], tmp_path: Path) -> None:
    (first, *_) = documents(stories[:1], None, lambda line: None)
    file = tmp_path / "statements.jsonl"
    row = {"id": first.article_id, "statements": [{"content": [[0, 3], [4, 11]], "speaker": "Somebody"}]}
    file.write_text(json.dumps(row) + "\n", "utf-8")
    (told,) = documents(stories[:1], file, lambda line: None)
    assert [(said.content, said.speaker) for said in told.statements] == [("The … harbour", "Somebody")]


def test_ndcg() -> None:
    assert _ndcg(["a", "b"], {"a", "b"}) == 1
    assert _ndcg(["x", "y"], {"a"}) == 0
    assert round(_ndcg(["x", "a"], {"a"}), 3) == 0.631
