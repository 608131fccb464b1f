"""The reader's decisions on who said what, laid over what the machine found.

A decision knows its statement by the article's text and the spans in it. The machine's statement is never changed: what
counts is worked out from both, whenever either is new.

    same text, same spans                                  it holds
    same text, more than half the words, same source       it holds: the machine drew the line a little elsewhere
    same text, more than half the words, another source    it is shown and does not count
    an earlier version of the article, the same words      it is shown and does not count
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import TypeAdapter

from briefing.actors import folded, key_of
from briefing.library import identities, roster
from briefing.library.versions import of_story
from briefing.model import Article, Span, Speaker, Statement
from briefing.model.decision import DECISION, Chosen, Decided, OnLink, Verdict

_SPEAKER = TypeAdapter(Speaker)

LEAST_SHARED = 0.5
"""The share of code points, or of words, that two contents must have in common to be the same."""


class Ruling(NamedTuple):
    """A decision and the statement that it is about.

    Attributes:
        decision: The decision.
        holds: Whether it counts.
        speaker: Who said it by the decision, as the article has it; None for nobody.
    """

    decision: OnLink
    holds: bool
    speaker: Speaker | None


def hash_of(text: str) -> str:
    """What a text is known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def note_text(connection: sqlite3.Connection, article: Article) -> str:
    """Note what an article's text is known by, so that decisions find it; the hash."""
    known = hash_of(article.text)
    connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (article.id, known))
    return known


def rule_on(connection: sqlite3.Connection, article: Article, statements: Sequence[Statement]) -> dict[int, Ruling]:
    """The decisions on an article's statements.

    Args:
        connection: Inside a transaction.
        article: The article.
        statements: What the machine found in it.

    Returns:
        The ruling on each statement that there is one on, by its position.
    """
    known = note_text(connection, article)
    story = of_story(connection, article.id)
    rows = connection.execute(
        "SELECT body FROM decisions WHERE kind = 'link' AND undone = 0 AND (text = ?1 "
        "OR article IN (SELECT value FROM json_each(?2))) ORDER BY made_at, id",
        (known, json.dumps([article.id, *story])),
    ).fetchall()
    decisions = [read for row in rows if isinstance(read := DECISION.validate_json(row[0]), OnLink)]
    return match(article, known, statements, decisions) if decisions else {}


def judge(connection: sqlite3.Connection, article: Article, statements: Sequence[Statement], *, counts: bool) -> None:
    """Lay the reader's decisions over statements that have just been written, and note who speaks.

    Args:
        connection: Inside a transaction.
        article: The article.
        statements: What the machine found in it.
        counts: Whether the article is in view.
    """
    rulings = rule_on(connection, article, statements)
    before = connection.execute("DELETE FROM judged WHERE article = ? RETURNING position", (article.id,)).fetchall()
    connection.executemany(
        "INSERT INTO judged VALUES (?, ?, ?, ?, ?)",
        [
            (article.id, at, ruling.decision.id, ruling.holds, _written(ruling.speaker))
            for at, ruling in rulings.items()
        ],
    )
    # As a list is sorted and counted: one that the reader is unsure of is to be reviewed, one decided is not.
    sure = {Verdict.UNSURE: 0.0, Verdict.RIGHT: 1.0, Verdict.WRONG: 1.0}
    as_they_count = [
        judged(one, decided(rulings[at], one), rulings[at].speaker) if at in rulings else one
        for at, one in enumerate(statements)
    ]
    rows = []
    keys = _chosen_keys(rulings)
    for at in {row[0] for row in before if row[0] < len(statements)} | rulings.keys():
        one, ruling = as_they_count[at], rulings.get(at)
        confidence = sure[ruling.decision.value.verdict] if ruling and ruling.holds else one.certainty
        rows.append((keys.get(at, key_of(one.speaker, article.id)), confidence, article.id, at))
    connection.executemany("UPDATE statements SET actor = ?, confidence = ? WHERE article = ? AND position = ?", rows)
    roster.note(connection, article, as_they_count, counts=counts, keys=keys)
    moved = identities.follow(connection, [key for one in as_they_count if (key := key_of(one.speaker, article.id))])
    roster.gather(connection, moved.actors)


def laid_over(
    statement: Statement, body: str | None, holds: int | None, speaker: str | None
) -> tuple[Statement, Decided | None]:
    """A statement as it counts, with the decision on it.

    Args:
        statement: What the machine found.
        body: The decision as JSON, or None.
        holds: Whether it counts.
        speaker: Who said it by that decision, as JSON; None for nobody.
    """
    if body is None:
        return statement, None
    decision = DECISION.validate_json(body)
    assert isinstance(decision, OnLink)
    who = None if speaker is None else _SPEAKER.validate_json(speaker)
    ruling = decided(Ruling(decision, bool(holds), who), statement)
    return judged(statement, ruling, who), ruling


def _written(speaker: Speaker | None) -> str | None:
    return None if speaker is None else _SPEAKER.dump_json(speaker).decode()


def _chosen_keys(rulings: Mapping[int, Ruling]) -> dict[int, str]:
    """The keys of actors that were chosen, to whom the speaker's name alone need not lead."""
    return {
        at: ruling.decision.value.speaker.actor
        for at, ruling in rulings.items()
        if ruling.holds and ruling.decision.value.speaker and ruling.decision.value.speaker.actor
    }


def match(
    article: Article, known: str, statements: Sequence[Statement], decisions: Iterable[OnLink]
) -> dict[int, Ruling]:
    """Find the statement of each decision: pure.

    Args:
        article: The article.
        known: The hash of its text.
        statements: What the machine found in it.
        decisions: Decisions on this text or on another version of it, in their order.
    """
    best: dict[int, tuple[tuple[bool, bool, int], OnLink]] = {}
    for order, decision in enumerate(decisions):
        same_text = decision.subject.text == known
        find = _in_this_text if same_text else _in_other_text
        found = max(
            ((*fit, -position) for position, one in enumerate(statements) if (fit := find(article, one, decision))),
            default=None,
        )
        if found is None:
            continue
        exact, same_source, _, position = found
        weight = (same_text and (exact or same_source), exact, order)
        if -position not in best or best[-position][0] < weight:
            best[-position] = (weight, decision)
    return {
        position: Ruling(decision, holds, _speaker(statements, position, decision))
        for position, ((holds, _, _), decision) in sorted(best.items())
    }


def judged(statement: Statement, ruling: Decided | None, speaker: Speaker | None) -> Statement:
    """A statement as it counts.

    Args:
        statement: What the machine found.
        ruling: The decision on it, or None.
        speaker: Who said it by that decision; None for nobody.
    """
    if ruling is None:
        return statement
    reasons = (told(ruling), *statement.reasons)
    if not ruling.holds or ruling.verdict is Verdict.UNSURE:
        return statement.model_copy(update={"reasons": reasons})
    return statement.model_copy(update={"speaker": speaker, "confidence": 1.0, "reasons": reasons})


def decided(ruling: Ruling, statement: Statement) -> Decided:
    """What a ruling comes to, for who is shown the statement."""
    said = ruling.decision.value
    return Decided(
        id=ruling.decision.id,
        made_at=ruling.decision.made_at,
        verdict=said.verdict,
        speaker=said.speaker,
        holds=ruling.holds,
        found=statement.speaker,
        confidence=statement.certainty,
    )


def told(ruling: Decided) -> str:
    """A decision in words."""
    when = ruling.made_at.date().isoformat()
    who = ruling.speaker.name if ruling.speaker else "nobody who can be named"
    if not ruling.holds:
        said = "were unsure" if ruling.verdict is Verdict.UNSURE else f"said: {who}"
        return f"on {when} you {said}; the article, or what is found in it, has changed since: decide again"
    if ruling.verdict is Verdict.UNSURE:
        return f"you were unsure on {when}"
    found = ruling.found.name if ruling.found else "nobody"
    if ruling.verdict is Verdict.RIGHT and ruling.found and same(ruling.speaker, ruling.found):
        return f"you decided on {when}: that is right"
    return f"you decided on {when}: {who}; the machine's answer is {found}, {round(100 * ruling.confidence)} %"


def same(chosen: Chosen | None, speaker: Speaker | None) -> bool:
    """Whether a chosen speaker is the one that was found."""
    if chosen is None or speaker is None:
        return chosen is None and speaker is None
    return chosen.kind is speaker.kind and chosen.name == speaker.name


def _in_this_text(article: Article, statement: Statement, decision: OnLink) -> tuple[bool, bool, float] | None:
    place = decision.subject
    exact = statement.content == place.content and statement.source == place.source
    shared = overlap(statement.content, place.content)
    if not exact and shared < LEAST_SHARED:
        return None
    return exact, exact or _plain(_words(article.text, statement.source)) == _plain(place.source_words), shared


def _in_other_text(article: Article, statement: Statement, decision: OnLink) -> tuple[bool, bool, float] | None:
    shared = alike(article.text, statement.content, decision.subject.words)
    return (False, False, shared) if shared >= LEAST_SHARED else None


def alike(text: str, content: Sequence[Span], words: str) -> float:
    """The share of words that a content has in common with the words of another version of it."""
    mine, its = (set(_plain(one).split()) for one in (_words(text, content), words))
    return len(mine & its) / len(mine | its) if mine | its else 0.0


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of code points that two contents have in common."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    every = sum(span.end - span.start for spans in (one, other) for span in spans) - common
    return common / every if every else 0.0


def _speaker(statements: Sequence[Statement], position: int, decision: OnLink) -> Speaker | None:
    """The speaker by a decision, with what the article says of them elsewhere."""
    chosen = decision.value.speaker
    if chosen is None:
        return None
    found = statements[position].speaker
    if found is not None and same(chosen, found):
        return replace(found, probability=1.0)
    known = next((one.speaker for one in statements if one.speaker and same(chosen, one.speaker)), None)
    return Speaker(
        name=chosen.name,
        kind=chosen.kind,
        role=known.role if known else None,
        speaks_for=known.speaks_for if known else None,
        how="you decided",
    )


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def _plain(words: str) -> str:
    return folded(words) or words.casefold().strip()


__all__ = [
    "LEAST_SHARED",
    "Ruling",
    "alike",
    "decided",
    "hash_of",
    "judge",
    "judged",
    "laid_over",
    "match",
    "note_text",
    "overlap",
    "rule_on",
    "same",
    "told",
]
