"""The one screen: actors, statements or results, why, and the article."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from briefing.model import Mode, Span
from briefing.services.passage import passage
from briefing.services.speakers import speaker_name
from briefing.services.views import StatementCard
from briefing.services.wordings import wordings
from briefing.tui.keymap import ON_SCREEN, bind
from briefing.tui.screens.looking import LookingScreen
from briefing.tui.screens.panes import NO_ARTICLE
from briefing.tui.screens.text import ChangesScreen, WordingsScreen
from briefing.tui.widgets.actors import EVERYONE
from briefing.tui.widgets.statements import cards_of


class DeskScreen(LookingScreen):
    """What the keys do, wherever one is."""

    CSS_PATH = "../styles/desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bind(*ON_SCREEN)

    def action_back(self) -> None:
        """Undo the last step in: zoom, article, search, actor."""
        if self.zoomed:
            self.action_zoom()
        elif self.pane in ("why", "article"):
            self.action_pane("middle")
        elif self.finding:
            self.action_clear_search()
        elif self.actor != EVERYONE:
            self.choose_actor(EVERYONE)
        else:
            self.briefing.tell("This is where it begins. Press ctrl+q to quit.")

    def action_hit(self, step: int) -> None:
        """Go to another hit, or to another statement when nothing was searched for."""
        if not self.article.next_hit(step):
            self.action_statement(step)

    def action_statement(self, step: int) -> None:
        """Select the article's next or previous statement."""
        card = self.article.neighbour(step)
        if card is not None:
            self.pick(card)

    def action_same_speaker(self, step: int) -> None:
        """Select the speaker's next or previous statement: in the article, or else in the list."""
        card = self.card
        if card is None or card.is_doubtful or card.actor_id is None:
            self.briefing.tell("Who says this is not known for certain: there is nobody to follow.")
            return
        other = self.article.of_same_speaker(card, step)
        if other is not None:
            self.pick(other)
            return
        other = self._of_speaker_in_list(card, step)
        if other is not None:
            self.follow(other)
            return
        where = "after" if step > 0 else "before"
        self.briefing.tell(f"{speaker_name(card)} says nothing {where} this, in the article or in the list.")

    def _of_speaker_in_list(self, card: StatementCard, step: int) -> StatementCard | None:
        """The speaker's next or previous statement of another article in the list, seen from its cursor."""
        cards = cards_of(self.statements.rows)
        here = self.statements.current_key
        at = next((place for place, one in enumerate(cards) if one.id == here), -1 if step > 0 else len(cards))
        for other in cards[at + 1 :] if step > 0 else cards[:at][::-1]:
            if other.actor_id == card.actor_id and other.article.id != card.article.id and not other.is_doubtful:
                return other
        return None

    def action_attitudes(self) -> None:
        """Show attitudes and acts beside speech, or speech only."""
        self.modes = (Mode.SPEECH,) if Mode.ATTITUDE in self.modes else (Mode.SPEECH, Mode.ATTITUDE)
        self._fill_statements(first=False)
        if self.article.view is not None:
            self._show_article(self.article.view, go=False)

    def action_copies(self) -> None:
        """Show every place at which something is said, or each thing once."""
        self.unfolded = not self.unfolded
        self._fill_statements(first=False)
        self.show_copies()

    def action_wordings(self) -> None:
        """Show where else the selected statement stands, and in which words."""
        view = self.article.view
        if self.card is None:
            self.briefing.tell("Select a statement first.")
        elif self.card.places == 1:
            self.briefing.tell("This is said in one place only.")
        elif view is None or view.card.id != self.card.article.id:
            self.briefing.tell("The article is still being opened.")
        else:
            self.briefing.push_screen(WordingsScreen(wordings(view.places_of(self.card))))

    def action_group(self) -> None:
        """Group the statements by speaker, or list them by article."""
        self.grouped = not self.grouped
        self.show_grouped()
        self._name_statements()

    @work(group="changes")
    async def action_changes(self) -> None:
        """Show what changed between the versions of the article."""
        view = self.article.view
        if view is None or self.reader is None:
            self.briefing.tell(NO_ARTICLE)
            return
        if len(view.versions) < 2:
            self.briefing.tell("There is one version of this article.")
            return
        with self.told():
            self.briefing.push_screen(ChangesScreen(await self.reader.compare(view)))

    def action_select(self) -> None:
        """Select words in the article with the keys, beginning with the statement's."""
        card, view = self.card, self.article.view
        if view is None:
            self.briefing.tell(NO_ARTICLE)
            return
        here = card is not None and card.article.id == view.card.id
        self.action_pane("article")
        content = card.statement.content if card is not None and here else ()
        self.article.select(Span(content[0].start, content[-1].end) if content else None)

    @work(group="copy")
    async def action_copy(self, form: str) -> None:
        """Copy the words that are selected in the article, or the statement, verbatim or with its citation."""
        view, span = self.article.view, self.article.selected
        if view is not None and span is not None:
            self.briefing.copy_to_clipboard(passage(view, span, form))
            self.article.action_leave()
            return
        if self.card is None or self.reader is None:
            self.briefing.tell("Select a statement to copy: tab goes to the list, ] to the article's next one.")
            return
        with self.told():
            self.briefing.copy_to_clipboard(await self.reader.cite(self.card, form))
