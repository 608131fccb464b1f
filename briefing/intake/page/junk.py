"""What stands on pages of news and is no part of any article, by the names that pages give it and by its words."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefing.intake.markup import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EDGE: Final = r"(?:^|[-_\s]){}(?=$|[-_\s\d])"
_NAMES: Final = re.compile(
    _EDGE.format(
        r"(?:related\w*|recirc\w*|(?:more|read|see|next)-?(?:from|on|more|next|also|stories|articles?)|also-?(?:read|like)"
        r"|newsletters?\w*|sign-?up\w*|subscri(?:be|ption)\w*|promos?|promotion\w*|comments?|commenting|shar(?:e|ing)\w*"
        r"|social\w*|follow-?us|author-?(?:bio\w*|box|info\w*|card|desc\w*|details?)|bio|biography|about-?(?:the-?)?authors?"
        r"|outbrain|taboola|advert\w*|ads?|ad-?(?:slot|unit|container)|sponsor\w*|(?:most|top)-?(?:read|popular|viewed|stories)"
        r"|popular|trending|recommend\w*|recommended|cookies?|consent|tags?|tag-?list|breadcrumbs?|sr-?only"
        r"|visually-?hidden|screen-?reader\w*|toolbar|menu|pagination|modal|pop-?up|quiz|carousel|breaking-?news"
        r"|site-?(?:header|footer|nav\w*)|call-?to-?action|cta|donat\w+|tip-?line|feedback|ratings?|reactions?|jump-?to"
        r"|table-?of-?contents|toc)"
    ),
    re.I,
)
_NAMED_BY: Final = ("class", "id", "data-component", "data-testid", "role", "data-module")
_LINES: Final = re.compile(
    "(?:"
    + "|".join(
        (
            r"advertis\w+|sponsored|loading\b|continue reading|listen to this article|print this|save this",
            r"(?:story|article) continues (?:below|after)|.{0,120}\bback to video$",
            r"share (?:this|or comment|on|article|via)|sign (?:up|in)\b|log in\b|subscribe\b|(?:click|tap) here",
            r"create an account|(?:already )?(?:a )?(?:member|subscriber|registered)\?",
            r"(?:also\s+)?(?:read|see|watch)\s+(?:more|also|next|related|this)\b",
            r"(?:read|see|watch|more|related|see also|also read|don['’]t miss|tags?|topics?|our standards)\s*:",
            r"related (?:articles?|stories|content|topics?|news|posts?|coverage)|more (?:from|on|stories|about)\b",
            r"most (?:read|popular)|recommended\b|trending\b|popular\b|editor['’]?s['’]? picks?|filed under",
            r"you (?:may|might) (?:also )?(?:like|enjoy|be interested)|like this (?:story|article)\b",
            r"want (?:more|to read more)\b|enjoy(?:ed|ing)? this (?:story|article)",
            r"(?:like|follow|join|find) us\b|follow \S+(?: \S+){0,3} on\b|add us as\b",
            r"comments?\W*$|\d+\s*comments?$|(?:view|show) comments|(?:leave|post|add) a (?:comment|reply)",
            r"join (?:the|our) (?:conversation|comment\w*|newsletter)|this (?:site|website) uses cookies",
            r"get (?:the latest|our|all the latest|breaking|more)\b.{0,120}\b(?:inbox|newsletter|alerts?|app)\b",
            r"have (?:a )?(?:tips?|news|a story)\b.{0,80}\?|got a (?:tip|story)|do you have a story",
            r"(?:send|email) (?:us|tips)\b",
            r"(?:we|buying).{0,80}\b(?:earn|receive) (?:us )?an? (?:affiliate )?commission",
            r"©|\(c\)\s*\d{4}|copyright\b|all rights reserved",
        )
    )
    + ")",
    re.I,
)
_POST: Final = re.compile(
    r"twitter-(?:tweet|video)|bluesky-embed|mastodon-(?:embed|post)|instagram-media|tiktok-embed", re.I
)
_LONGEST_LINE: Final = 240
_LINKED: Final = 0.85


def is_named_junk(element: HtmlElement) -> bool:
    """Whether an element is called what menus, boxes and lists of other articles are called."""
    if element.tag in ("nav", "aside", "footer", "dialog"):
        return True
    names = " ".join(filter(None, (element.get(key) for key in _NAMED_BY)))
    return bool(names) and len(names) < 600 and bool(_NAMES.search(_HUMP.sub("-", names)))


def is_junk_line(block: Block) -> bool:
    """Whether a paragraph asks for something, or leads elsewhere, instead of telling."""
    return len(block.text) <= _LONGEST_LINE and bool(_LINES.match(block.text.lstrip(" •·-–—>»▶[(*")))


def is_post(element: HtmlElement) -> bool:
    """Whether an element is, or stands in, a post of a social network that an article quotes."""
    names = (e.get("class") or "" for e in (element, *islice(element.iterancestors("blockquote"), 2)) if e.tag != "a")
    return any(_POST.search(name) for name in names)


def is_link(block: Block) -> bool:
    """Whether nearly all of a paragraph is links."""
    return block.linked >= _LINKED * len(block.text)


__all__ = ["is_junk_line", "is_link", "is_named_junk", "is_post"]
