"""Review: one doubtful thing after the other, decided with one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from briefing.errors import BriefingError
from briefing.model.kinds import Verdict
from briefing.services.review import Candidate, Evidence, OnActors, OnStatement, Question
from briefing.tui.keymap import bind
from briefing.tui.reader import Reader
from briefing.tui.screens.helped import HelpedScreen
from briefing.tui.screens.pick import Choice, PickScreen
from briefing.tui.told import told
from briefing.tui.widgets.actors import LETTERS
from briefing.tui.widgets.evidence import EvidencePane, QuestionPane
from briefing.tui.widgets.hints import Hints

if TYPE_CHECKING:
    from briefing.model.decision import Chosen
    from briefing.services.decisions import Deciding, Done
    from briefing.tui.app import BriefingApp


class ReviewScreen(HelpedScreen[Question | None]):
    """The questions; dismissed with the one whose article the reader wants to read, or None."""

    CSS_PATH = "../styles/review.tcss"
    AUTO_FOCUS = "#question"
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (80, "-beside")]  # noqa: RUF012 - Textual's own annotation forbids ClassVar
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind("review.right", "review.unsure", "review.wrong", "undo", "review.next", foot=True),
        *bind("review.read", "review.close", "review.help", foot=True),
        *bind("review.previous", "review.everywhere", "redo"),
    ]

    def __init__(self, reader: Reader, questions: Sequence[Question], *, at: int = 0) -> None:
        """Prepare the review.

        Args:
            reader: Who is asked and told.
            questions: What is to be decided, at least one.
            at: The first to ask.
        """
        super().__init__()
        self._reader = reader
        self._questions = list(questions)
        self._at = at
        self._answers: dict[str, str] = {}
        self._made: list[set[str]] = []  # the keys of what was decided together, the last decision last
        self._everywhere = False

    def compose(self) -> ComposeResult:
        """The question above, the sentences below."""
        yield QuestionPane(id="question")
        with Container(id="sentences"):
            yield EvidencePane(id="source")
            yield EvidencePane(id="name")
        yield Hints(palette=False)

    def on_mount(self) -> None:
        """Ask the first."""
        self._ask()

    @property
    def briefing(self) -> BriefingApp:
        """The app."""
        return cast("BriefingApp", self.app)

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._questions[self._at]

    def _ask(self) -> None:
        question = self.question
        place = f"{self._at + 1} of {len(self._questions):,}"
        answer = self._answers.get(question.key, "")
        self.query_one(QuestionPane).show(question, answer, place, everywhere=self._everywhere)
        self._fetch(question)

    @work(exclusive=True, group="evidence")
    async def _fetch(self, question: Question) -> None:
        with told(self.briefing):
            one, other = await self._reader.evidence(question)
            if question is self.question:
                self._show(question, one, other)

    def _show(self, question: Question, one: Evidence | None, other: Evidence | None) -> None:
        source, name = self.query_one("#source", EvidencePane), self.query_one("#name", EvidencePane)
        same = one is not None and other is not None and (one.text, one.paragraph) == (other.text, other.paragraph)
        if isinstance(question, OnActors):
            source.show(f"HERE {question.one.name}", one)
            name.show(f"THERE {question.other.name}", other)
            same = False
        else:
            source.show("THE SOURCE, AND THE NAME" if same else "THE SOURCE", one)
            name.show("THE NAME", other)
        self.query_one("#sentences").set_class(same or (isinstance(question, OnStatement) and other is None), "-alone")

    # Deciding.

    def action_right(self) -> None:
        """The speaker is the one that was found, or the two are one."""
        question = self.question
        if isinstance(question, OnActors):
            self._decide(question, lambda deciding: deciding.merge(question.one.card, question.other.card))
        elif question.card.statement.speaker is None:
            self.briefing.tell("Nobody is named there: n picks who said it.")
        else:
            self._decide_on(question, Verdict.RIGHT)

    def action_unsure(self) -> None:
        """The reader cannot tell either."""
        question = self.question
        if isinstance(question, OnActors):
            self._decide(question, lambda deciding: deciding.apart(question.one.card, question.other.card, unsure=True))
        else:
            self._decide_on(question, Verdict.UNSURE)

    def action_wrong(self) -> None:
        """Somebody else said it, or the two are two."""
        question = self.question
        if isinstance(question, OnActors):
            self._decide(question, lambda deciding: deciding.apart(question.one.card, question.other.card))
            return

        async def candidates(typed: str) -> list[Choice[Candidate]]:
            found = await self._reader.candidates(question.card, typed)
            return [_choice(candidate) for candidate in found]

        def picked(choice: Choice[Candidate] | None) -> None:
            if choice is not None:
                self._decide_on(question, Verdict.WRONG, choice.value.speaker)

        hint = "type to narrow, or write a name"
        self.briefing.push_screen(PickScreen("WHO SAID IT?", candidates, hint=hint), picked)

    def action_everywhere(self) -> None:
        """Let the answers count for every place of what is said, or for the one shown."""
        self._everywhere = not self._everywhere
        self._ask()

    def _decide_on(self, question: OnStatement, verdict: Verdict, speaker: Chosen | None = None) -> None:
        """Decide who said a statement, while the next question is asked already."""
        everywhere = self._everywhere and question.card.places > 1

        async def decide() -> tuple[Done, set[str]]:
            done, places = await self._reader.decide_on(question.card, verdict, speaker, everywhere=everywhere)
            return done, {f"statement {place}" for place in places}

        self._begin(question, decide)

    def _decide(self, question: OnActors, decide: Callable[[Deciding], Done]) -> None:
        """Decide on two actors, while the next question is asked already."""

        async def decided() -> tuple[Done, set[str]]:
            return await self._reader.decide(decide), {question.key}

        self._begin(question, decided)

    def _begin(self, question: Question, decide: Callable[[], Awaitable[tuple[Done, set[str]]]]) -> None:
        self._answers[question.key] = "…"
        self._made.append({question.key})
        self._go_on()
        self._carry_out(question, decide, self._made[-1])

    @work(group="decide")
    async def _carry_out(
        self, question: Question, decide: Callable[[], Awaitable[tuple[Done, set[str]]]], made: set[str]
    ) -> None:
        """Carry out a decision; with it, the questions on other places of the same are answered too."""
        try:
            done, keys = await decide()
        except BriefingError as error:
            self.briefing.tell(str(error), severity="error")
            self._answers.pop(question.key, None)
            self._made[:] = [one for one in self._made if one is not made]
            return
        answered = {one.key for one in self._questions} & keys
        made.update(answered)
        self._answers.update(dict.fromkeys(answered, done.sentence))
        if self.question.key in answered:
            self._ask() if self.question is question else self._go_on()
        if all(one.key in self._answers for one in self._questions):
            number = len(self._questions)
            self.briefing.tell(f"That was the last of {number:,}. {done.sentence}  u takes it back.")

    def _go_on(self) -> None:
        """To the next question that is not decided yet; stay when there is none."""
        count = len(self._questions)
        for step in range(1, count):
            at = (self._at + step) % count
            if self._questions[at].key not in self._answers:
                self._at = at
                break
        self._ask()

    @work(group="decide")
    async def action_undo(self) -> None:
        """Take the last decision back and ask again."""
        with told(self.briefing):
            done = await self._reader.decide(lambda deciding: deciding.undo())
            self.briefing.tell(done.sentence)
            if self._made:
                keys = self._made.pop()
                for key in keys:
                    self._answers.pop(key, None)
                self._at = next(at for at, one in enumerate(self._questions) if one.key in keys)
            self._ask()

    @work(group="decide")
    async def action_redo(self) -> None:
        """Let the decision count again that was taken back last."""
        with told(self.briefing):
            done = await self._reader.decide(lambda deciding: deciding.redo())
            self.briefing.tell(done.sentence)

    # Moving.

    def action_next(self, step: int) -> None:
        """Pass over a question."""
        self._at = (self._at + step) % len(self._questions)
        self._ask()

    def action_read(self) -> None:
        """Read the article at the statement."""
        self.dismiss(self.question)

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)


def _choice(candidate: Candidate) -> Choice[Candidate]:
    letter = LETTERS[candidate.speaker.kind] if candidate.speaker else "-"
    return Choice(candidate, candidate.name, candidate.note, letter)
