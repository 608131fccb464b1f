"""Deciding at the desk: reviewing what is doubtful, and saying who is who."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from briefing.model import ActorCard, ActorKind
from briefing.tui.screens.ask import AskScreen
from briefing.tui.screens.exporting import ExportingScreen
from briefing.tui.widgets.actors import LETTERS

if TYPE_CHECKING:
    from briefing.services.decisions import Deciding, Done
    from briefing.services.review import Question
    from briefing.tui.screens.pick import Choice

    Decide = Callable[[Deciding], Done]


class DecidingScreen(ExportingScreen):
    """What the reader decides, from anywhere at the desk."""

    # Reviewing.

    @work(exclusive=True, group="review")
    async def action_review(self) -> None:
        """Ask about what is doubtful, beginning with the statement that is selected."""
        if self.reader is None:
            return
        from briefing.tui.screens.review import ReviewScreen

        with self.told():
            questions = await self.reader.questions(actors_first=self.focused is self.actors)
            if not questions:
                self.briefing.tell("Nothing is doubtful here.")
                return
            mine = f"statement {self.card.id}" if self.card is not None and self.focused is not self.actors else ""
            at = next((place for place, one in enumerate(questions) if one.key == mine), 0)
            self.briefing.push_screen(ReviewScreen(self.reader, questions, at=at), self._reviewed)

    def _reviewed(self, question: Question | None) -> None:
        """Back from the review: go to the article that the reader wants to read."""
        from briefing.services.review import OnStatement

        self._see_decisions()
        if isinstance(question, OnStatement):
            self.follow(question.card)
            self.action_pane("article")
        elif question is not None and question.here:
            self.open_article(question.here, None, ())
            self.action_pane("article")

    def decided(self) -> None:
        """Something was decided; subclasses forget what was to be taken back before it."""

    @work(group="decide")
    async def _see_decisions(self) -> None:
        self.decided()
        await self.refresh_all()
        self.briefing.watch_progress()

    # Who is who.

    def _chosen_actor(self) -> ActorCard | None:
        """The actor at the cursor of the sidebar."""
        row = self.actors.current
        if isinstance(row, ActorCard):
            return row
        self.briefing.tell("Select an actor first: 1 goes to the list of them.")
        return None

    def action_same(self) -> None:
        """Say that the actor is another one, or has another name."""
        actor = self._chosen_actor()
        if actor is None or self.reader is None:
            return
        from briefing.tui.screens.pick import Choice, PickScreen

        reader = self.reader

        async def others(typed: str) -> list[Choice[ActorCard | str]]:
            found = await reader.actors_like(typed)
            choices: list[Choice[ActorCard | str]] = [
                Choice(one, one.name, f"said {one.said}", LETTERS[one.kind]) for one in found if one.id != actor.id
            ]
            name = " ".join(typed.split())
            if name:
                choices.append(Choice(name, name, f"another name of {actor.name}", "+"))
            return choices

        def picked(choice: Choice[ActorCard | str] | None) -> None:
            if choice is None:
                return
            other = choice.value
            if isinstance(other, str):
                self._decide(lambda deciding: deciding.alias(actor, other))
            else:
                self._decide(lambda deciding: deciding.merge(actor, other), then=other.id)

        hint = "type to narrow, or write another name"
        self.briefing.push_screen(PickScreen(f"{actor.name} IS", others, hint=hint), picked)

    def action_rename(self) -> None:
        """Call the actor otherwise."""
        actor = self._chosen_actor()
        if actor is None:
            return

        def written(name: str | None) -> None:
            if name is not None and name != actor.name:
                self._decide(lambda deciding: deciding.rename(actor, name))

        self.briefing.push_screen(AskScreen(f"CALL {actor.name}", written=actor.name), written)

    def action_kind(self) -> None:
        """Say of what kind the actor is."""
        actor = self._chosen_actor()
        if actor is None:
            return
        from briefing.tui.screens.pick import Choice, PickScreen

        async def kinds(typed: str) -> list[Choice[ActorKind]]:
            return [
                Choice(kind, kind.value, "as it is" if kind is actor.kind else "", LETTERS[kind])
                for kind in ActorKind
                if kind.value.startswith(typed.strip().casefold())
            ]

        def picked(choice: Choice[ActorKind] | None) -> None:
            if choice is not None and choice.value is not actor.kind:
                self._decide(lambda deciding: deciding.kind(actor, choice.value))

        self.briefing.push_screen(PickScreen(f"{actor.name} IS A", kinds), picked)

    def action_split(self) -> None:
        """Let one of the names that were joined to the actor be an actor of its own, or all of them."""
        actor = self._chosen_actor()
        if actor is None or self.reader is None:
            return
        from briefing.tui.screens.pick import Choice, PickScreen

        reader = self.reader

        async def forms(typed: str) -> list[Choice[str]]:
            joined = [form for form in await reader.forms(actor) if form.key != actor.id]
            choices = [Choice(form.key, form.name or form.key, f"said {form.said}; {form.why}") for form in joined]
            every = [Choice("", "all of them", "each an actor of its own")] if len(joined) > 1 else []
            return [one for one in (*choices, *every) if typed.strip().casefold() in one.name.casefold()]

        def picked(choice: Choice[str] | None) -> None:
            if choice is not None:
                self._decide(lambda deciding: deciding.split(actor, choice.value))

        nothing = f"{actor.name} goes by no other name."
        self.briefing.push_screen(PickScreen(f"IS NOT {actor.name}", forms, nothing=nothing), picked)

    def action_hide(self) -> None:
        """Leave the actor out of the list, or let it back in."""
        actor = self._chosen_actor()
        if actor is not None:
            self._decide(lambda deciding: deciding.hide(actor, hidden=not actor.hidden))

    @work(group="decide")
    async def action_hidden(self) -> None:
        """Show those left out of the list too, or not."""
        if self.reader is not None:
            self.reader.hidden = not self.reader.hidden
            self.briefing.tell(f"Actors left out of the list are {'shown' if self.reader.hidden else 'left out'}.")
            await self.refresh_all()
            self._follow_sidebar()

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._decide(lambda deciding: deciding.undo(), undo=False)

    def action_redo(self) -> None:
        """Let the decision count again that was taken back last."""
        self._decide(lambda deciding: deciding.redo())

    @work(group="decide")
    async def _decide(self, decide: Decide, *, then: str = "", undo: bool = True) -> None:
        """Decide, say what was decided, and show what follows.

        Args:
            decide: What is decided.
            then: The actor to go to.
            undo: Say how it is taken back.
        """
        if self.reader is None:
            return
        with self.told():
            done = await self.reader.decide(decide)
            self.decided()
            self.briefing.tell(f"{done.sentence}{'  u takes it back.' if undo else ''}")
            if then:
                self.actor = then
            await self.refresh_all()
            if then:
                self.choose_actor(then)
            else:
                self._follow_sidebar()
            self.briefing.watch_progress()

    def _follow_sidebar(self) -> None:
        """Where the actor is gone from the list, show the statements of the one at its cursor."""
        row = self.actors.current
        if row is not None and row.id != self.actor and not self._is_listed(self.actor) and not self.finding:
            self.choose_actor(row.id)
