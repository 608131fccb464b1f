"""Why a statement is attributed as it is: the evidence, in words."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from briefing.services.views import ArticleCard, ArticleView, Markable, StatementCard
from briefing.services.why import found_by, grounds
from briefing.tui.content import column, outside, title, visible, wrap
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.statements import day

LABEL = 9


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

    def prepare(self) -> None:
        """Write it for the width there is."""
        if self._card is not None:
            self._lines = list(self._write(self._card))
        elif self._article is not None:
            self._lines = list(self._remarks(self._article))
        else:
            self._lines = []

    def recolour(self) -> None:
        """Write it anew."""
        self.redraw()

    def _write(self, card: StatementCard) -> Iterator[Content]:
        width = max(LABEL + 8, self.columns - 1)
        if card.is_doubtful:
            yield from self._sentence("TO REVIEW: not sure enough to be a fact", "doubt", width)
            yield Content("")
        remarks = list(self._remarks(card))
        yield from [*remarks, Content("")] if remarks else []
        for ground in grounds(card, self._view, day):
            more = "; w shows their words" if ground.label == "said in" else ""
            yield from self._fact(ground.label, ground.text + more, ground.standing, width)
        yield from self._remarks(card.article)
        yield Content("")
        yield from self._sentence("How it was found", "strong", width)
        for reason in found_by(card):
            yield from self._item(reason, width)

    def _remarks(self, item: Markable) -> Iterator[Content]:
        """The tags and the note on something, the note line by line; of the article it is said that they are its."""
        width = max(LABEL + 8, self.columns - 1)
        beside = self.margin.beside(item)
        where = " (on the article)" if isinstance(item, ArticleCard) else ""
        changed = " (the text has changed since)"
        tags = ", ".join(f"{tag.name}{'' if tag.holds else changed}" for tag in beside.tags.values())
        if tags:
            yield from self._fact("tags", f"{tags}{where}", "mark", width)
        if beside.note is None:
            return
        lines = f"{beside.note.text}{where}".split("\n")
        if not beside.note.holds:
            lines.insert(0, "(the text has changed since this was noted)")
        for number, line in enumerate(lines):
            yield from self._fact("" if number else "note", line, "" if beside.note.holds else "doubt", width)

    def refresh_margin(self) -> None:
        """Tags and notes are written out here."""
        self.redraw()

    def _fact(self, label: str, text: str, style: str, width: int) -> Iterator[Content]:
        text = visible(text)
        name = label
        look = self.ink(self._card.actor_id if self._card else None) if style == "speaker" else None
        for start, end in wrap(text, width - LABEL - 1):
            words = outside(text[start:end].strip())  # where two blanks were, one may stand at a line's beginning
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
        for start, end in wrap(text, width - 1):
            yield Content(" ") + outside(text[start:end], self.look(style))
