"""How often a mention is put in the right entity, on documents of GUM that the mention head learnt nothing from.

Four ways are set side by side: the last named person, whoever it is; the rules for speakers without the head; the head
without the rules' decisions; and both, as shipped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.attribution.antecedents import Antecedents
from briefing.attribution.discourse import Discourse
from briefing.attribution.encoder import Encoder
from briefing.attribution.mention import FIRST, HE, SHE, WHO, Mention
from briefing.attribution.ranking import Head, read_head
from briefing.attribution.referents import Referent, Tie
from briefing.attribution.training.stories import Story, held_back, read_stories
from briefing.model import ActorKind

RIGHT, WRONG, OPEN = "right", "wrong", "open"
WAYS = ("last named person", "rules", "head", "rules and head")
ROWS = ("sources", "he, she", "they, it", "descriptions")
_ENOUGH = 0.3  # under this the app names nobody
_BINS = 10


class Judged(NamedTuple):
    """How one way took one mention.

    Attributes:
        probability: What it gives its answer; 0 when it gives none.
        verdict: RIGHT, WRONG, or OPEN: no answer, or somebody described who was mentioned before.
    """

    probability: float
    verdict: str


class _HeadAlone(Discourse):
    """The head decides on every pronoun and description, and no rule does."""

    def _tie(self, mention: Mention) -> Tie | None:
        if mention.kind not in ("pronoun", "description") or mention.name in WHO | FIRST:
            return super()._tie(mention)
        verdict = self._asked(mention, lambda _: True)
        if verdict.ranked and verdict.ranked[0][1] >= verdict.none:
            best, chance, through = verdict.ranked[0]
            return Tie(best, chance, "by the head", through)
        if mention.kind == "pronoun":
            return None
        plural = mention.description is not None and mention.description.plural
        return Tie(Referent(ActorKind.UNNAMED, mention.name, mention, plural=plural), verdict.none, "new")


def measure(folder: Path, data: Path | None = None) -> list[str]:
    """The table, line by line.

    Args:
        folder: GUM's `.conllu` files, at any depth.
        data: The folder of the weights; the package's own by default.
    """
    held = held_back(file.stem for file in folder.rglob("*.conllu"))
    head = read_head(data)
    judged: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    count = 0
    for story in read_stories(folder, Encoder(data), held):
        count += 1
        for way, ties in _ways(story, head).items():
            for row, one in _judge(story, ties):
                judged[row, way].append(one)
    return [f"{count} documents; percent right / wrong / left open, and the calibration error", *_table(judged)]


def _table(judged: Mapping[tuple[str, str], Sequence[Judged]]) -> Iterator[str]:
    yield "| mentions | how many | " + " | ".join(WAYS) + " |"
    yield "|---" * (len(WAYS) + 2) + "|"
    for row in ROWS:
        cells = []
        for way in WAYS:
            every = judged[row, way]
            tally = Counter(one.verdict for one in every)
            shares = [100 * tally[verdict] / max(1, len(every)) for verdict in (RIGHT, WRONG, OPEN)]
            error = f", {calibration_error(every):.1f}" if way != WAYS[0] else ""
            cells.append(" / ".join(f"{share:.1f}" for share in shares) + error)
        yield f"| {row} | {len(judged[row, WAYS[0]])} | " + " | ".join(cells) + " |"


def calibration_error(judged: Iterable[Judged]) -> float:
    """Expected calibration error, in percent, of the answers given, in ten bins."""
    gaps: defaultdict[int, float] = defaultdict(float)
    given = 0
    for probability, verdict in judged:
        if verdict != OPEN:
            given += 1
            gaps[min(int(probability * _BINS), _BINS - 1)] += probability - (verdict == RIGHT)
    return 100 * sum(map(abs, gaps.values())) / max(1, given)


def _ways(story: Story, head: Head) -> dict[str, dict[Mention, Tie]]:
    """Every mention's tie, by each way."""
    seen = (story.words, story.reading, head)
    rules = Discourse(story.words, story.mentions, story.sources)
    alone = _HeadAlone(story.words, story.mentions, story.sources, antecedents=Antecedents(*seen))
    both = Discourse(story.words, story.mentions, story.sources, antecedents=Antecedents(*seen))
    for discourse in (rules, alone, both):
        discourse.read()
    return dict(zip(WAYS, (_last_named(story, rules), rules.ties, alone.ties, both.ties), strict=True))


def _last_named(story: Story, rules: Discourse) -> dict[Mention, Tie]:
    """The last person named before each mention; names are tied as the rules tie them."""
    ties: dict[Mention, Tie] = {}
    last: Referent | None = None
    for mention in sorted(story.mentions, key=lambda mention: (mention.first, -mention.last)):
        if mention.kind == "person":
            ties[mention] = rules.ties[mention]
            last = ties[mention].referent
        elif last is not None:
            ties[mention] = Tie(last, 1.0, "named last")
    return ties


def _judge(story: Story, ties: Mapping[Mention, Tie]) -> Iterator[tuple[str, Judged]]:
    """Every mention that asks for an answer, with the rows of the table it counts in."""
    before: set[str] = set()
    for mention in sorted(story.mentions, key=lambda mention: (mention.first, -mention.last)):
        entity = story.entity(mention)
        if entity is None:
            continue
        rows = list(_rows(story, mention))
        if rows:
            judged = _judged(story, mention, entity, ties.get(mention), known=entity in before)
            yield from ((row, judged) for row in rows)
        before.add(entity)


def _rows(story: Story, mention: Mention) -> Iterator[str]:
    if mention.name in FIRST | WHO and mention.kind == "pronoun":
        return
    if mention in story.sources and not (mention.kind == "person" and " " in mention.name):
        yield ROWS[0]
    if mention.kind == "pronoun":
        yield ROWS[1] if mention.name in HE | SHE else ROWS[2]
    elif mention.kind == "description" and mention.named is None:
        yield ROWS[3]


def _judged(story: Story, mention: Mention, entity: str, tie: Tie | None, *, known: bool) -> Judged:
    """Whether a tie is right: the entity that it stands for is the mention's."""
    if tie is None or tie.probability < _ENOUGH:
        return Judged(0.0, OPEN)
    if tie.referent.proof is mention:
        return Judged(tie.probability, OPEN if known else RIGHT)
    return Judged(tie.probability, RIGHT if _identity(story, tie.referent, mention) == entity else WRONG)


def _identity(story: Story, referent: Referent, without: Mention) -> str | None:
    """The entity that gives a referent its name, or where its annotators say nothing there most of its mentions."""
    proof = story.entity(referent.proof)
    if proof is not None:
        return proof
    others = (story.entity(mention) for mention in referent.mentions if mention is not without)
    common = Counter(entity for entity in others if entity is not None).most_common(1)
    return common[0][0] if common else None
