"""Articles and queries by chance, out of few words, so that much is found and much is alike."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from briefing.search.engine import Document, StatementDocument

WORDS = (
    "sanctions sanction sanctioned sanctuary Akar Akars Ankara Erdoğan U.S. navy Navy’s ship ships shipping shop "
    "air defense defenses defence 北京 café cafe S-400 4 2021 the of said minister ministry administered Łódź"
).split()
NAMES = ["Hulusi Akar", "Akar", "the Turkish minister", "Ayşe Demir", "Demir", "Turkish officials", ""]
ACTORS = ["person:hulusi akar", "person:ayse demir", "group:turkish officials", ""]
OUTLETS = [("The Gazette",), ("Gazette Online", "The Gazette"), ("UrduPoint.com", "urdupoint"), ("Łódź Daily",), ()]
DAYS = [None, dt.date(2021, 2, 28), dt.date(2021, 3, 1), dt.date(2021, 3, 2), dt.date(2022, 1, 1)]
IDS = [f"article{number}" for number in range(6)]

texts = st.lists(st.sampled_from([*WORDS, ",", ".", "\n", "“", "”"]), min_size=1, max_size=14).map(" ".join)


@st.composite
def statements(draw: st.DrawFn) -> tuple[StatementDocument, ...]:
    count = draw(st.integers(0, 3))
    return tuple(
        StatementDocument(
            start=10 * number,
            content=draw(texts),
            speaker=draw(st.sampled_from(NAMES)),
            aliases=tuple(draw(st.lists(st.sampled_from(NAMES[:-1]), max_size=2))),
            actor=draw(st.sampled_from(ACTORS)),
            kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
            polarity=draw(st.sampled_from(["said", "denied"])),
            via=draw(st.sampled_from(["", "Bloomberg News", "Gazette"])),
            said_on=draw(st.sampled_from(DAYS)),
            said_until=draw(st.sampled_from([None, dt.date(2022, 1, 2)])),
        )
        for number in range(count)
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(
        article_id=draw(st.sampled_from(IDS)),
        title=draw(texts),
        outlets=draw(st.sampled_from(OUTLETS)),
        published=draw(st.sampled_from(DAYS)),
        author=draw(st.sampled_from([None, "Ayşe Demir", "Hulusi"])),
        text=draw(texts),
        statements=draw(statements()),
    )


_atoms = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.sampled_from(WORDS).map(lambda word: f"{word[:2]}*"),
    st.sampled_from(WORDS).map(lambda word: f"{word}~"),
    st.sampled_from(["sanctoins~", "minsiter~", "defnse~", "shp~", "ankar~1"]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda some: '"' + " ".join(some) + '"'),
    st.sampled_from(NAMES[:-1]).map(lambda name: f'speaker:"{name}"'),
    st.sampled_from(NAMES[:-1]).map(lambda name: f'actor:"{name}"'),
    st.sampled_from(["kind:direct", "kind:direct,mixed", "polarity:denied", "via:bloomberg", "outlet:gazette"]),
    st.sampled_from(['outlet:"the gazette"', "outlet:urdupoint", "title:ships", "title:minister"]),
    st.sampled_from(["speaker:a", "speaker:tur", "speaker:off", "speaker:akar", "via:b", "outlet:ga", "title:s"]),
    st.sampled_from(["date:2021-03", "date:<2021-03-01", "date:>=2022", "said:2021-03", "said:2021-03-02..2022"]),
    st.sampled_from(["is:unread", "tag:file"]),
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" ".join),
        inner.map(lambda one: f"-{one}" if not one.startswith("-") else one),
        st.tuples(inner, inner).map(lambda two: f"({' '.join(two)})"),
        st.tuples(inner, inner).map(lambda two: f"({' OR '.join(two)})"),
        st.tuples(inner, inner).map(lambda two: f"-({' '.join(two)})"),
    )


queries = st.recursive(_atoms, _grown, max_leaves=6)
"""Queries as a reader may type them."""
