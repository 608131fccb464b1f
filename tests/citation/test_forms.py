"""Forms for other programs: nothing in them is an order to whoever opens them."""

from __future__ import annotations

import csv

import pytest

from briefing.citation import FORMS, cite, head
from briefing.model import Article, Statement
from tests.citation.test_cite import ARTICLE, DIRECT, INDIRECT


def row_of(statement: Statement, article: Article, *, unsure: bool = False) -> dict[str, str]:
    (row,) = csv.DictReader([head("csv"), cite(statement, article, "csv", unsure=unsure)])
    return row


def test_plain_text_is_the_words_and_one_line_without_marks_of_its_own() -> None:
    article = ARTICLE.model_copy(update={"url": "https://gazette.example/a_b"})
    assert cite(INDIRECT, article, "plain") == (
        "(paraphrase) that the crews [sic] had asked for *this* since <spring>\n"
        "— Jane Doe, the chair, in the article’s words: added; Harbour Gazette, Board to dredge channel, 3 March 2021,"
        " ¶3, board_2021.txt https://gazette.example/a_b\n"
    )


def test_a_row_has_a_cell_for_every_column() -> None:
    row = row_of(DIRECT, ARTICLE)
    assert row["id"] == f"0123456789abcdef:{DIRECT.content[0].start}"
    assert (row["speaker"], row["role"], row["kind"], row["to_review"]) == ("Jane Doe", "the chair", "direct", "no")
    assert (row["content"], row["via"]) == ('"We will dredge," … "before winter."', "Coast Radio")
    assert (row["published"], row["paragraph"], row["file"]) == ("2021-03-03", "2", "board_2021.txt")
    assert row_of(DIRECT, ARTICLE, unsure=True)["to_review"] == "yes"
    nobody = row_of(DIRECT.model_copy(update={"speaker": None}), ARTICLE)
    assert (nobody["speaker"], nobody["to_review"]) == ("", "yes")


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t"])
def test_a_cell_is_no_formula(beginning: str) -> None:
    title = f'{beginning}HYPERLINK("http://x","y"),\n"z"'
    row = row_of(DIRECT, ARTICLE.model_copy(update={"title": title}))
    assert row["title"].startswith("'")
    assert row["file"] == "board_2021.txt"


def test_an_entry_of_a_bibliography() -> None:
    titled = {"title": r"50% of {it} \input{x} #1 & more", "author": "Ann Lee", "url": "https://g.example/a}b_c"}
    entry = cite(INDIRECT, ARTICLE.model_copy(update=titled), "bibtex")
    assert entry == (
        f"@online{{briefing-0123456789abcdef-{INDIRECT.content[0].start},\n"
        "  author = {{Ann Lee}},\n"
        r"  title = {50\% of \{it\} \textbackslash{}input\{x\} \#1 \& more}," + "\n"
        "  organization = {Harbour Gazette},\n"
        "  date = {2021-03-03},\n"
        "  url = {https://g.example/a%7Db_c},\n"
        "  pages = {¶3},\n"
        "  note = {Jane Doe, the chair, in the article’s words: added: (paraphrase) that the crews [sic] had asked for"
        " *this* since <spring>},\n"
        "}\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_guess_is_told_as_one(form: str) -> None:
    cited = cite(DIRECT, ARTICLE, form, unsure=True)
    assert form == "verbatim" or "perhaps Jane Doe" in cited or cited.count(",yes,") == 1
