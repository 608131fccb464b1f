"""A style sheet that remembers which rules there are for whom, and what came of them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_MOST: Final = 5_000
"""Places that are remembered, of which a few hundred are ever styled."""


class _Few(NamedTuple):
    """The rules that name a widget, and the states that they ask for."""

    rules: list[RuleSet]
    states: tuple[set[str], ...]


class _Answer(NamedTuple):
    """What the rules say of a place, and what Textual notes about them."""

    rules: RulesMap
    hover: bool
    focus_within: bool
    order: bool
    odd_or_even: bool


class KnownStylesheet(Stylesheet):
    """Textual's own goes through all rules for every widget, and for every part of one that has a style of its own.

    Whether a rule holds hangs on nothing but the types, names, classes and states of the widget and of those that it
    is in; where all these are as they were, so are the styles.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._all: list[RuleSet] | None = None
        self._few: dict[frozenset[str], _Few] = {}
        self._answers: dict[tuple[object, ...], _Answer] = {}
        self._asked: tuple[tuple[object, ...], list[RuleSet]] | None = None
        self._said: RulesMap | None = None

    @property
    def rules(self) -> list[RuleSet]:
        """All rules, or while a widget is styled those that name it."""
        return super().rules if self._asked is None else self._asked[1]

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], RulesMap] | None = None
    ) -> None:
        """Give a widget its styles.

        Args:
            node: The widget.
            animate: Whether they change by and by.
            cache: Answers for its siblings, which are remembered in any case.
        """
        self._asked = self._said = None
        few = self._few_for(node)
        place = tuple(
            (type(one), one.id, one.classes, *map(one.has_pseudo_classes, few.states)) for one in node.css_path_nodes
        )
        answer = self._answers.get(place)
        if answer is None:
            self._asked = place, few.rules
            super().apply(node, animate=animate)
            return
        node._has_hover_style, node._has_focus_within = answer.hover, answer.focus_within
        node._has_order_style, node._has_odd_or_even = answer.order, answer.odd_or_even
        self.replace_rules(node, answer.rules, animate=animate)
        self._process_component_classes(node)

    def replace_rules(self, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # type: ignore[override]
        """Put what the rules say in the place of what they said before.

        Args:
            node: Of whom.
            rules: What they say.
            animate: Whether it changes by and by.
        """
        self._said = rules
        if node.styles.base._rules != rules:
            super().replace_rules(node, rules, animate)
        elif not animate:  # Textual sets them all, one after the other, to what they are
            node.notify_style_update()

    def _process_component_classes(self, node: DOMNode) -> None:
        """Remember what was found out about a widget, and go on to its parts."""
        if self._asked is not None and self._said is not None:
            if len(self._answers) >= _MOST:
                self._answers.clear()
            self._answers[self._asked[0]] = _Answer(
                self._said,
                node._has_hover_style,
                node._has_focus_within,
                node._has_order_style,
                node._has_odd_or_even,
            )
        self._asked = self._said = None
        super()._process_component_classes(node)

    def _few_for(self, node: DOMNode) -> _Few:
        rules = self.rules
        if rules is not self._all:
            self._all = rules
            self._few.clear()
            self._answers.clear()
        names = frozenset(node._selector_names)
        few = self._few.get(names)
        if few is None:
            by_name = self.rules_map
            naming = {rule for name in by_name.keys() & names for rule in by_name[name]}
            named = [rule for rule in rules if rule in naming]
            states = sorted(set[str]().union(*(rule.pseudo_classes for rule in named)))
            few = self._few[names] = _Few(named, tuple({state} for state in states))
        return few


__all__ = ["KnownStylesheet"]
