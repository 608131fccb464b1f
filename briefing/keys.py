"""Every key of the app: one table, with stable ids, so that all of them can be bound anew.

It stands here and not beside the app, so that the command line can list the keys without loading a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple


class Key(NamedTuple):
    """One thing a key does.

    Attributes:
        keys: The default keys, separated by commas.
        action: The Textual action.
        says: What it does, in the footer and the help.
        foot: Whether the footer shows it.
        display: How the key is written; empty for Textual's way.
        priority: Whether it acts before the next key is looked at.
    """

    keys: str
    action: str
    says: str
    foot: bool = False
    display: str = ""
    priority: bool = False


GROUPS: Final[Mapping[str, Mapping[str, Key]]] = {
    "Everywhere": {
        "copy.verbatim": Key("y", "copy('verbatim')", "copy", foot=True),
        "copy.cited": Key("Y", "copy('markdown')", "copy+cite", foot=True),
        "search": Key("slash", "search", "search", foot=True, display="/", priority=True),
        "search.clear": Key("escape", "screen.clear_search", "clear"),
        "back": Key("q", "back", "back"),
        "help": Key("question_mark", "help", "help", foot=True, display="?"),
        "review": Key("r", "review", "review", foot=True),
        "undo": Key("u", "undo", "undo"),
        "redo": Key("U", "redo", "redo"),
        "libraries": Key("L", "libraries", "open another library"),
        "quit": Key("ctrl+q", "quit", "quit", foot=True),
    },
    "From pane to pane": {
        "pane.actors": Key("1", "pane('actors')", "actors"),
        "pane.statements": Key("2", "pane('middle')", "statements or results"),
        "pane.why": Key("3", "pane('why')", "why"),
        "pane.article": Key("4", "pane('article')", "article"),
        "pane.next": Key("tab", "next_pane(1)", "next pane"),
        "pane.previous": Key("shift+tab", "next_pane(-1)", "previous pane"),
        "jump": Key("ctrl+o", "jump", "go anywhere that is seen by its label"),
        "zoom": Key("z", "zoom", "zoom"),
        "size.narrower": Key("less_than_sign", "wider(-1)", "make the pane narrower", display="<"),
        "size.wider": Key("greater_than_sign", "wider(1)", "make the pane wider", display=">"),
        "size.taller": Key("plus", "taller(1)", "make the article taller", display="+"),
        "size.lower": Key("underscore", "taller(-1)", "make the article lower", display="_"),
        "size.even": Key("equals_sign", "even", "give the panes their usual sizes", display="="),
    },
    "In a list, and in the article": {
        "open": Key("enter", "open", "read", foot=True),
        "move.down": Key("j,down", "move(1)", "down"),
        "move.up": Key("k,up", "move(-1)", "up"),
        "move.first": Key("g,home", "first", "first"),
        "move.last": Key("G,end", "last", "last"),
        "move.half_down": Key("ctrl+d", "half(1)", "half a page down"),
        "move.half_up": Key("ctrl+u", "half(-1)", "half a page up"),
        "move.page_down": Key("pagedown", "page(1)", "page down"),
        "move.page_up": Key("pageup", "page(-1)", "page up"),
    },
    "From statement to statement": {
        "hit.next": Key("n", "hit(1)", "next hit, or next statement"),
        "hit.previous": Key("N", "hit(-1)", "previous hit, or previous statement"),
        "statement.next": Key("right_square_bracket", "statement(1)", "next statement in the article", display="]"),
        "statement.previous": Key(
            "left_square_bracket", "statement(-1)", "previous statement in the article", display="["
        ),
        "speaker.next": Key(
            "right_curly_bracket", "same_speaker(1)", "next statement of the same speaker", display="}"
        ),
        "speaker.previous": Key(
            "left_curly_bracket", "same_speaker(-1)", "previous statement of the same speaker", display="{"
        ),
    },
    "What is shown": {
        "timeline": Key("t", "timeline", "timeline", foot=True),
        "portrait": Key("A", "portrait", "the actor's page"),
        "attitudes": Key("m", "attitudes", "show attitudes too"),
        "copies": Key("c", "copies", "show what is said again too"),
        "group": Key("p", "group", "group by speaker"),
        "wordings": Key("w", "wordings", "where it stands, and in which words"),
        "about": Key("i", "about", "about the article"),
        "changes": Key("V", "changes", "what changed between versions"),
    },
    "In the margin": {
        "mark_read": Key("full_stop", "mark_read", "mark the article as read or unread", display="."),
        "mark_list": Key("C", "mark_list", "mark all in the list as read"),
        "tags": Key("T", "tags", "tag the statement, or the article you are in"),
        "note": Key("M", "note", "note on the statement, or on the article you are in"),
    },
    "Taken elsewhere": {
        "original": Key("o", "original", "open the original: its page, or its file"),
        "folder": Key("O", "folder", "open the folder the file is in"),
        "editor": Key("e", "editor", "open the file in your editor"),
        "pager": Key("P", "pager", "read the article in your pager"),
        "pipe": Key("vertical_line", "pipe", "give the statement to a command", display="|"),
    },
    "Among the actors": {
        "actors.sort": Key("s", "sort", "sort"),
        "actors.same": Key("a", "screen.same", "this actor is another, or has another name"),
        "actors.rename": Key("R", "screen.rename", "rename the actor"),
        "actors.kind": Key("K", "screen.kind", "say of what kind the actor is"),
        "actors.split": Key("S", "screen.split", "take the actor's names apart"),
        "actors.hide": Key("x", "screen.hide", "leave the actor out of the list, or let it back in"),
        "actors.hidden": Key("X", "screen.hidden", "show those left out of the list"),
    },
    "Selecting words": {
        "select": Key("v", "select", "select words in the article"),
        "select.left": Key("h,left", "carry('left')", "while selecting: a character back"),
        "select.right": Key("l,right", "carry('right')", "while selecting: a character on"),
        "select.word": Key("w", "carry('word')", "while selecting: to the next word"),
        "select.word_end": Key("e", "carry('word_end')", "while selecting: to the end of the word"),
        "select.word_back": Key("b", "carry('word_back')", "while selecting: to the word before"),
        "select.line_start": Key("0", "carry('line_start')", "while selecting: to the start of the line"),
        "select.line_end": Key(
            "dollar_sign", "carry('line_end')", "while selecting: to the end of the line", display="$"
        ),
        "select.paragraph": Key(
            "right_curly_bracket", "carry('paragraph')", "while selecting: to the end of the paragraph", display="}"
        ),
        "select.paragraph_back": Key(
            "left_curly_bracket",
            "carry('paragraph_back')",
            "while selecting: to the start of the paragraph",
            display="{",
        ),
        "select.other_end": Key("o", "other_end", "other end", foot=True),
        "select.anew": Key("v", "anew", "elsewhere", foot=True),
        "select.leave": Key("escape,q", "leave", "leave", foot=True, display="esc"),
    },
    "Searching": {
        "search.only": Key("f", "only", "find articles, statements, or both"),
        "search.like": Key("l", "like", "more like this"),
        "search.meant": Key("d", "meant", "search for what was probably meant"),
        "search.save": Key("ctrl+s", "save_search", "give the search a name"),
        "search.pin": Key("asterisk", "pin_search", "pin the search, or let it go", display="*"),
        "search.results": Key("down", "results", "results"),
        "search.older": Key("up", "older", "what was asked before"),
        "search.accept": Key("tab", "accept", "go on with what is offered"),
    },
    "In the review": {
        "review.right": Key("y", "right", "right"),
        "review.unsure": Key("h", "unsure", "not sure"),
        "review.wrong": Key("n", "wrong", "wrong"),
        "review.everywhere": Key("a", "everywhere", "for every place of it, or for this one"),
        "review.next": Key("right_square_bracket,right", "next(1)", "next", display="]"),
        "review.previous": Key("left_square_bracket,left", "next(-1)", "previous", display="["),
        "review.read": Key("enter", "read", "read"),
        "review.close": Key("q,escape", "leave", "back"),
        "review.help": Key("question_mark", "help", "help", display="?"),
    },
    "On a page of counts": {
        "page.close": Key("q,escape", "leave", "back"),
        "page.pane": Key("tab", "next_pane(1)", "the other side"),
        "page.back_pane": Key("shift+tab", "next_pane(-1)", "the other side"),
        "page.help": Key("question_mark", "help", "help", display="?"),
    },
}
"""Every key by its stable id, in the groups that help and README show."""
KEYS: Final[dict[str, Key]] = {name: key for group in GROUPS.values() for name, key in group.items()}


IN_BOX: Final = ("search.results", "search.older", "search.accept")
"""What is understood in the search box alone."""
_APART: Final = ("review", "select", "page")
"""What has keys of its own: the review and the pages of counts are screens, and selecting takes the keys."""


def unknown(own: Iterable[str]) -> list[str]:
    """The ids in a user's own keymap that are none of ours."""
    return sorted(set(own) - KEYS.keys())


def clashes(own: Mapping[str, str]) -> list[str]:
    """Sentences about keys that a user's own keymap gives to two things at once."""
    taken: dict[tuple[str, str], str] = {}
    said: list[str] = []
    for name, key in KEYS.items():
        if name in IN_BOX:  # letters are text there
            continue
        for one in own.get(name, key.keys).split(","):
            for place in _places(name):
                other = taken.setdefault((place, one.strip()), name)
                if other != name and (name in own or other in own):
                    said.append(f"The key {one.strip()} is bound to both {other} and {name}: give one of them another.")
    return said


def _places(name: str) -> tuple[str, ...]:
    """Where a key is understood: at the desk, in the review, while selecting."""
    group, dot, _ = name.partition(".")
    if group == "move":
        return ("desk", "select")
    return (group,) if dot and group in _APART else ("desk",)
