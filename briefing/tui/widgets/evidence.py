"""What is asked in a review, and the sentences that speak for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.style import Style

from briefing.model import Kind, Span
from briefing.services.review import Evidence, OnActors, OnStatement, Question
from briefing.services.views import StatementCard
from briefing.services.why import percent
from briefing.tui.content import outside, title, visible, wrap
from briefing.tui.widgets.lines import LineView
from briefing.tui.widgets.statements import day


class Passage(LineView):
    """Lines that are written anew for the width there is."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Content] = []

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    def line(self, number: int) -> Content:
        """One of them."""
        return self._lines[number]

    def write(self, width: int) -> Iterator[Content]:
        """Its lines; subclasses say."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Write it for the width there is; a pane that has none yet is written when it gets one."""
        self._lines = list(self.write(max(8, self.columns - 2))) if self.is_attached and self.columns else []

    def recolour(self) -> None:
        """Write it anew."""
        self.redraw()

    def paragraph(self, text: str, width: int, marks: Sequence[Span] = (), look: str = "") -> Iterator[Content]:
        """Text from outside, wrapped, with some of its words marked."""
        text = visible(text)
        content = outside(text, self.look(look) if look else None)
        for start, end in marks:
            content = content.stylize(self.look("hit"), start, end)
        for start, end in wrap(text, width):
            yield Content(" ") + content[start:end].rstrip()


class EvidencePane(Passage):
    """One sentence, its words that count marked."""

    HELP = """
    ## The sentences

    On the one side the sentence in which the source stands, on the other the one with the name to which it was traced:
    do they belong together?
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._evidence: Evidence | None = None
        self._name = ""
        self.can_focus = True

    def show(self, name: str, evidence: Evidence | None) -> None:
        """Show a sentence.

        Args:
            name: Our own words, in the frame.
            evidence: The sentence; None when there is none.
        """
        self._evidence = evidence
        place = f"¶{evidence.paragraph}  {evidence.article}" if evidence else ""
        title(self, outside(name), outside(place))
        if evidence is None:
            self.say("There is no such sentence in the article.")
        self.redraw()

    def _take_room(self) -> None:
        """Begin with the sentence, or with the first of its words that count where these would not be seen."""
        super()._take_room()
        marked = next((number for number, line in enumerate(self._lines) if _is_marked(line, self.look("hit"))), 0)
        self.jump(marked if marked >= self.page_lines else 0)

    def write(self, width: int) -> Iterator[Content]:
        """The sentence."""
        if self._evidence is not None:
            yield from self.paragraph(self._evidence.text, width, self._evidence.marks)


class QuestionPane(Passage):
    """What is asked, and what is known about it."""

    HELP = """
    ## Review

    One question after the other: did this speaker say this, or are these two actors one? `y` right, `h` not sure,
    `n` wrong: then pick who said it. `u` undoes the last decision, `]` and `[` pass over a question. What you
    decide is kept, whatever is read or found anew, and counts before what the machine found. What is said in several
    places is decided for the one shown; after `a` for all of them, and `u` takes all of it back at once.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._answer = ""
        self._everywhere = False

    def show(self, question: Question, answer: str, place: str, *, everywhere: bool) -> None:
        """Ask a question.

        Args:
            question: The question.
            answer: What was decided on it just now, or "".
            place: Which of how many it is.
            everywhere: An answer counts for every place of what is said.
        """
        self._question, self._answer, self._everywhere = question, answer, everywhere
        title(self, Content(f"REVIEW {place}"))
        self.redraw()
        self.jump(0)

    def prepare(self) -> None:
        """Write it, and take the room for it from the sentences where there is little."""
        super().prepare()
        if self.is_attached:
            self.styles.min_height = max(5, min(self.line_count + 2, self.screen.size.height * 3 // 5))

    def write(self, width: int) -> Iterator[Content]:
        """The question, then the statement or what speaks for and against."""
        if isinstance(self._question, OnStatement):
            yield from self._on_statement(self._question, width)
        elif self._question is not None:
            yield from self._on_actors(self._question, width)
        if self._answer:
            yield Content("")
            yield from self.paragraph(self._answer, width, look="good")

    def _on_statement(self, question: OnStatement, width: int) -> Iterator[Content]:
        card = question.card
        statement, speaker = card.statement, card.statement.speaker
        if speaker is None:
            yield from self.paragraph("Who said this? Nobody is named: n picks somebody.", width, look="doubt")
        else:
            asked = f"Did {speaker.name} say this?  {percent(statement.certainty)}"
            yield from self.paragraph(asked, width, look="strong")
            if speaker.role_beside_name:
                yield from self.paragraph(speaker.role_beside_name, width, look="faint")
        yield Content("")
        for start, end in wrap(visible(card.content), width):
            words = outside(visible(card.content)[start:end].rstrip())
            yield Content(" ") + (words.stylize(self.look("paraphrase")) if statement.kind is Kind.INDIRECT else words)
        yield Content("")
        outlet = card.article.outlet or card.article.path.rpartition("/")[2]
        yield from self.paragraph(f"{day(card.article.published)}  {outlet}  ¶{card.paragraph}", width, look="faint")
        if card.places > 1:
            yield from self.paragraph(self._scope(card), width, look="strong" if self._everywhere else "faint")
        if speaker is not None and speaker.how:
            yield from self.paragraph(f"known by: {speaker.how}", width, look="faint")
        for reason in statement.reasons[:1] if card.decided else ():
            yield from self.paragraph(reason, width, look="doubt")

    def _scope(self, card: StatementCard) -> str:
        """For which places of a statement an answer counts."""
        if self._everywhere:
            return f"said in {card.places} places: your answer counts for all of them; a for this one only"
        return f"said in {card.places} places: your answer counts for this one; a for all of them"

    def _on_actors(self, question: OnActors, width: int) -> Iterator[Content]:
        one, other = question.one, question.other
        yield from self.paragraph(
            f"Are {one.name} and {other.name} one?  {percent(question.score)}", width, look="strong"
        )
        yield from self.paragraph(question.why, width, look="doubt")
        for actor in (one, other):
            roles = f": {'; '.join(actor.roles[:2])}" if actor.roles else ""
            yield from self.paragraph(f"{actor.name}{roles}, said {actor.said}", width, look="faint")


def _is_marked(line: Content, look: Style) -> bool:
    return any(span.style == look for span in line.spans)
