"""Why a statement is attributed as it is: the evidence, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model import Kind, Mode, Polarity, Span
from briefing.model.way import addressee_in_words, chain_in_words, said_in_words, venue_in_words
from briefing.services.views import ArticleCard, ArticleView, Markable, StatementCard
from briefing.tui.content import column, outside, title, visible, wrap
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.statements import day, percent

if TYPE_CHECKING:  # what checks is loaded with the library
    from briefing.model import Speaker

LABEL = 9
MOST_PLACES = 12
"""Places of one statement that are listed."""
KINDS = {
    Kind.DIRECT: "direct: the speaker's own words",
    Kind.MIXED: "mixed: a paraphrase with quoted words",
    Kind.INDIRECT: "indirect: a paraphrase",
}
Fact = tuple[str, str, str]
"""A label, what it says, and the name of its style."""


class WhyPane(LineView):
    """Everything that is known about the selected statement and how it is known."""

    HELP = """
    ## Why

    How the selected statement was found, and why it is attributed to its speaker: the words that report it (*cue*),
    the source as the article writes it, who that is and how we know, who else it could have been, and how sure that
    is. Nothing here is hidden from you: when it says **to review**, look at the article before you rely on it.
    """

    def __init__(self, *, id: str = "why") -> None:
        super().__init__(id=id)
        self._card: StatementCard | None = None
        self._view: ArticleView | None = None
        self._article: ArticleCard | None = None
        self._lines: list[Content] = []
        title(self, Content("WHY"))

    @property
    def line_count(self) -> int:
        """How many lines it takes to say."""
        return len(self._lines)

    def line(self, number: int) -> Content:
        """One line of it."""
        return self._lines[number]

    def show(self, card: StatementCard | None, view: ArticleView | None) -> None:
        """Explain this statement; without the article, what needs its words is left out."""
        other = self._card is None or card is None or self._card.id != card.id
        self._card = card
        if card is None:
            unread = view.card.unread if view is not None else None
            self.say(unread or "Select a statement to see why it is attributed as it is.")
        self._article = view.card if view is not None else card.article if card is not None else None
        self._view = view if view is not None and card is not None and view.card.id == card.article.id else None
        self.redraw()
        if other:
            self.jump(0)

    def redraw(self) -> None:
        """Write it for the width there is."""
        if self._card is None:
            self._lines = list(self._remarks(self._article, "on it")) if self._article is not None else []
        else:
            self._lines = list(self._write(self._card))
        super().redraw()

    def notify_style_update(self) -> None:
        """Colours changed: write it anew."""
        super().notify_style_update()
        if self.is_attached and self._card is not None:
            self.redraw()

    def _write(self, card: StatementCard) -> Iterator[Content]:
        width = max(LABEL + 8, self.columns - 1)
        if card.is_doubtful:
            yield from self._sentence("TO REVIEW: not sure enough to be a fact", "doubt", width)
            yield Content("")
        yield from self._remarks(card, "here")
        for label, text, style in self._facts(card):
            yield from self._fact(label, text, style, width)
        yield from self._remarks(card.article, "article")
        yield Content("")
        yield from self._sentence("How it was found", "strong", width)
        for reason in card.statement.reasons or ("nobody wrote down how",):
            yield from self._item(reason, width)

    def _remarks(self, item: Markable, where: str) -> Iterator[Content]:
        """The tags and the note on something, the note line by line."""
        width = max(LABEL + 8, self.columns - 1)
        beside = self.margin.beside(item)
        changed = " (the text has changed since)"
        tags = ", ".join(f"{tag.name}{'' if tag.holds else changed}" for tag in beside.tags.values())
        if tags:
            yield from self._fact("tags", f"{tags}{'' if where == 'here' else f'  on the {where}'}", "mark", width)
        if beside.note is None:
            return
        lines = beside.note.text.split("\n")
        if not beside.note.holds:
            lines.insert(0, "(the text has changed since this was noted)")
        for number, line in enumerate(lines):
            label = "" if number else "note" if where == "here" else "on it"
            yield from self._fact(label, line, "" if beside.note.holds else "doubt", width)
        yield Content("")

    def refresh_margin(self) -> None:
        """Tags and notes are written out here."""
        self.redraw()

    def _facts(self, card: StatementCard) -> Iterator[Fact]:
        statement, speaker = card.statement, card.statement.speaker
        doubtful = card.is_doubtful
        yield "speaker", self._speaker(speaker, doubtful=doubtful), "doubt" if doubtful else "speaker"
        if speaker is not None:
            if speaker.role_beside_name:
                yield "role", speaker.role_beside_name, ""
            if speaker.speaks_for:
                yield "for", f"speaks for {speaker.speaks_for}", ""
            yield "known by", self._resolution(speaker), ""
            if speaker.runners_up:
                others = "; ".join(f"{other.name} {percent(other.probability)}" for other in speaker.runners_up)
                yield "or else", others, "faint"
        yield "source", f"“{card.source}”" if card.source else "not named there", ""
        yield "cue", f"“{card.cue}”" if card.cue else "none: it follows another quotation", ""
        polarity = "" if statement.polarity is Polarity.SAID else f"; {statement.polarity}"
        attitude = "; an attitude or act" if statement.mode is Mode.ATTITUDE else ""
        yield "kind", KINDS[statement.kind] + polarity + attitude, ""
        yield "sure", self._sure(card), "doubt" if card.unsure else "good"
        yield from self._provenance(card)

    def _provenance(self, card: StatementCard) -> Iterator[Fact]:
        chain = card.statement.provenance
        told = (
            ("via", chain_in_words(chain, self._mouth(card))),
            ("where", venue_in_words(chain)),
            ("to", addressee_in_words(chain)),
            ("said", said_in_words(chain, card.article.published, day)),
        )
        for label, words in told:
            if words:
                yield label, words, ""
        outlet = card.article.outlet or card.article.path.rpartition("/")[2]
        yield "article", f"{outlet}, {day(card.article.published)}", ""
        if card.article.agency and card.article.agency != card.article.outlet:
            yield "wire", card.article.agency, ""
        yield "place", f"paragraph {card.paragraph}", ""
        if card.places > 1:
            yield from self._places(card)
        elif card.statement.duplicate_of is not None:
            yield "again", "an earlier statement of this article says the same", "faint"

    def _places(self, card: StatementCard) -> Iterator[Fact]:
        """Where else it is said, the earliest place first."""
        yield "said in", f"{card.places} places; w shows their words", ""
        places = self._view.places_of(card) if self._view is not None else ()
        for place in places[:MOST_PLACES] if len(places) > 1 else ():
            notes = [note for note, true in (("the earliest", not place.place), ("here", place.id == card.id)) if true]
            outlet = place.article.outlet or place.article.path.rpartition("/")[2]
            words = f"{day(place.article.published)} {outlet} ¶{place.paragraph}"
            yield "", ", ".join([words, *notes]), "" if notes else "faint"
        if len(places) > MOST_PLACES:
            yield "", f"and {len(places) - MOST_PLACES:,} more", "faint"

    def _mouth(self, card: StatementCard) -> str:
        """Who said it, at the end of the chain."""
        speaker = card.statement.speaker
        return speaker.name if speaker is not None else card.source or "a source that is not named"

    def _sure(self, card: StatementCard) -> str:
        if card.decided is None or not card.is_settled:
            return percent(card.statement.certainty)
        return f"you decided; the machine {percent(card.decided.confidence)}"

    def _speaker(self, speaker: Speaker | None, *, doubtful: bool) -> str:
        if speaker is None:
            return "nobody can be named with enough certainty"
        return f"{'perhaps ' if doubtful else ''}{speaker.name}  {percent(speaker.probability)}"

    def _resolution(self, speaker: Speaker) -> str:
        """How one comes from the source as written to the speaker: “he” → “Akar”, subject of the previous sentence."""
        steps = [(" ".join(self._words(step.span).split()), step.how) for step in speaker.steps]
        told = [f"“{words}”{f', {how}' if how else ''}" for words, how in steps if words]
        if len(told) < 2:
            return speaker.how or "its full name there"
        return " → ".join(told)

    def _words(self, span: Span) -> str:
        return self._view.article.text[span.start : span.end] if self._view else ""

    def _fact(self, label: str, text: str, style: str, width: int) -> Iterator[Content]:
        text = visible(text)
        name = label
        look = self.ink(self._card.actor_id if self._card else None) if style == "speaker" else None
        for start, end in wrap(text, width - LABEL - 1):
            words = outside(text[start:end])
            if look is not None:
                words = words.stylize(look).stylize(self.look("strong"))
            elif style:
                words = words.stylize(self.look(style))
            yield Content(" ") + column(outside(name), LABEL).stylize(self.look("faint")) + words
            name = ""

    def _item(self, text: str, width: int) -> Iterator[Content]:
        text = visible(text)
        bullet = " · "
        for start, end in wrap(text, width - 3):
            yield outside(bullet, self.look("faint")) + outside(text[start:end])
            bullet = "   "

    def _sentence(self, text: str, style: str, width: int) -> Iterator[Content]:
        for start, end in wrap(text, width):
            yield Content(" ") + outside(text[start:end], self.look(style))
