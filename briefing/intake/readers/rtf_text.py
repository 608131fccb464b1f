r"""The text of RTF: control words, groups, and the encodings that change with the font.

Read here and not by a converter to plain text, because what is deleted (`\deleted`) or hidden (`\v`), the styles that
tell a heading, and half pairs of `\u` are lost there, and because its patterns take quadratic time on hostile input.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import Final

from briefing.intake.readers.document import Block, Properties

_DEEPEST: Final = 5_000
_LONGEST_NAME: Final = 400
_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)|\\",
    re.DOTALL,
)
_CODE_PAGES: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_SIGNS: Final = {
    "tab": " ",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": "\u00a0",
    "_": "-",
    "-": "",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
_ENDS: Final = frozenset({"par", "sect", "page", "column", "cell", "nestcell", "row", "nestrow", "\n", "\r"})
_READ: Final = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "title": "title", "author": "author"}
_SKIPPED: Final = frozenset(
    "colortbl pict object objdata header headerl headerr headerf footer footerl footerr footerf footnote annotation"
    " atnid atnauthor atntime atnref atndate fldinst bkmkstart bkmkend listtable listoverridetable rsidtbl generator"
    " themedata datastore xmlnstbl latentstyles nonshppict sp filetbl revtbl comment keywords subject doccomm operator"
    " company manager category hlinkbase creatim revtim printim buptim pntxta pntxtb ftnsep ftnsepc ftncn aftnsep"
    " aftnsepc aftncn template private xe tc txe rxe objclass objname".split()
)
_ENTERED: Final = frozenset({"shpinst", "shptxt"})
"""Groups that are marked as skippable and hold text all the same."""
_MARKERS: Final = frozenset({"listtext", "pntext"})
_KNOWN: Final = frozenset(
    "f v deleted plain uc u pard s outlinelevel ls intbl fcharset cpg ansicpg deff mac pc pca".split()
).union(_SIGNS, _ENDS, _READ, _SKIPPED, _ENTERED, _MARKERS)
_HEADING: Final = re.compile(r"heading ([1-9])")


class NestedTooDeeplyError(Exception):
    """Groups are nested deeper than any program nests them."""

    def __init__(self, depth: int) -> None:
        """Keep the depth that was reached."""
        super().__init__(depth)
        self.depth = depth


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it.

    Attributes:
        into: Where text goes: body, fonts, styles, info, title, author, or "" for nowhere.
        font: The font's number, or None for the document's.
        hidden: Text is hidden.
        deleted: Text was deleted under tracked changes.
        skip: How many characters stand in for one that is given as a number.
    """

    into: str = "body"
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    skip: int = 1


class RtfText:
    """An RTF document's paragraphs and properties.

    Attributes:
        blocks: The paragraphs, blank ones among them.
        properties: Title and author as the file has them.
    """

    def __init__(self, data: bytes) -> None:
        """Read a whole document.

        Args:
            data: Its bytes; a document that is cut short is read as far as it goes.

        Raises:
            NestedTooDeeplyError: No program nests groups as deep.
        """
        self.blocks: list[Block] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font: int | None = None
        self._styles: dict[int, tuple[str, int]] = {}
        self._words: dict[str, list[str]] = {"body": [], "styles": [], "title": [], "author": []}
        self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
        self._decoded_as = "cp1252"
        self._halved = False  # the first byte of a character of two is read
        self._to_skip = 0
        self._starred = False
        self._numbers = {"style": 0, "outline": 0, "font": 0}
        self._listed = False
        self._scan(data)
        self._end_paragraph()
        title, author = ("".join(self._words[name])[:_LONGEST_NAME] for name in ("title", "author"))
        self.properties = Properties(title=_paired(title), author=_paired(author))

    def _scan(self, data: bytes) -> None:
        """Go through the tokens; binary data is jumped over."""
        position = data.find(b"{\\rtf")
        while token := _TOKEN.match(data, position):
            position = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._bytes(token["text"])
            elif kind == "hex":
                self._bytes(bytes.fromhex(token["hex"].decode("ascii")))
            elif kind == "brace":
                self._brace(token["brace"])
                if not self._stack:
                    return  # what follows the document's own group is no text
            elif kind == "sign":
                self._sign(token["sign"].decode("latin-1"))
            elif token["word"]:
                word = token["word"].decode("ascii")
                number = int(token["number"]) if token["number"] else None
                if word == "bin":
                    position += max(number or 0, 0)
                else:
                    self._control(word, number)

    def _brace(self, brace: bytes) -> None:
        """Begin or end a group."""
        self._flush()
        self._to_skip, self._starred = 0, False
        if brace == b"{":
            self._stack.append(self._state)
            if len(self._stack) > _DEEPEST:
                raise NestedTooDeeplyError(len(self._stack))
        elif self._stack:
            self._state = self._stack.pop()

    def _sign(self, sign: str) -> None:
        """A control symbol."""
        if sign == "*":
            self._starred = True
        elif sign in _ENDS:
            self._control("par", None)
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _control(self, word: str, number: int | None) -> None:
        """A control word."""
        starred, self._starred = self._starred, False
        if word not in _KNOWN and not starred:
            return
        if self._destination(word, starred=starred) or not self._state.into:
            return
        if word == "u" and number is not None:
            self._say(chr(number & 0xFFFF))
            self._to_skip = self._state.skip
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif self._state.into == "body" and word in _ENDS:
            self._end_paragraph()
        elif not self._character_format(word, number):
            self._other(word, number)

    def _destination(self, word: str, *, starred: bool) -> bool:
        """Whether a word tells where the text of its group goes; then it is done."""
        into: str | None = None
        if word in _MARKERS:
            self._listed = self._listed or self._state.into == "body"
            into = ""
        elif word in _SKIPPED or (starred and word not in _ENTERED):
            into = ""
        elif word in ("title", "author"):
            into = word if self._state.into == "info" else ""
        elif word in _READ:
            into = _READ[word] if self._state.into == "body" else ""
        if into is None:
            return False
        self._flush()
        self._state = replace(self._state, into=into)
        return True

    def _character_format(self, word: str, number: int | None) -> bool:
        """Whether a word changes how characters are read or whether they count."""
        on = number != 0
        if word == "f":
            self._numbers["font"] = number or 0
            self._change(replace(self._state, font=number))
        elif word == "v":
            self._change(replace(self._state, hidden=on))
        elif word == "deleted":
            self._change(replace(self._state, deleted=on))
        elif word == "plain":
            self._change(replace(self._state, font=None, hidden=False, deleted=False))
        elif word == "uc":
            self._state = replace(self._state, skip=min(max(number or 0, 0), 10))
        else:
            return False
        return True

    def _change(self, state: _State) -> None:
        """Change the state of the group, once the characters before it are read."""
        self._flush()
        self._state = state

    def _other(self, word: str, number: int | None) -> None:
        """A word about the paragraph, a style, a font or the document."""
        if word == "pard":
            self._numbers["style"] = self._numbers["outline"] = 0
            self._listed = False
        elif word == "s":
            self._numbers["style"] = number or 0
        elif word == "outlinelevel" and number is not None:
            self._numbers["outline"] = number + 1 if 0 <= number < 9 else 0
        elif word in ("ls", "intbl"):
            self._listed = self._listed or word == "intbl" or bool(number)
        elif word == "fcharset" and number in _CODE_PAGES:
            self._fonts[self._numbers["font"]] = _CODE_PAGES[number]
        elif word in ("cpg", "ansicpg"):
            self._code_page(word, number)
        elif word == "deff":
            self._default_font = number
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]

    def _code_page(self, word: str, number: int | None) -> None:
        """A code page by its number, for the document or for a font."""
        name = "mac_roman" if number == 10000 else f"cp{number}"
        try:
            codecs.lookup(name)
        except LookupError:
            return
        if word == "ansicpg":
            self._page = name
        else:
            self._fonts[self._numbers["font"]] = name

    def _bytes(self, data: bytes) -> None:
        """Characters in the encoding of their font."""
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._starred = False
        if not data or not self._state.into:
            return
        font = self._default_font if self._state.font is None else self._state.font
        encoding = self._fonts.get(font, self._page) if font is not None else self._page
        if encoding != self._decoded_as:
            self._flush()
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            self._decoded_as = encoding
        self._put(self._decoder.decode(data))
        self._halved = bool(self._decoder.getstate()[0])

    def _say(self, text: str) -> None:
        """Characters that need no decoding."""
        self._flush()
        self._to_skip = 0
        self._put(text)

    def _flush(self) -> None:
        """End a character of several bytes that was begun."""
        if self._halved:
            self._halved = False
            self._put(self._decoder.decode(b"", final=True))

    def _put(self, text: str) -> None:
        """Keep text where it belongs."""
        state = self._state
        if state.into == "styles":
            self._put_style(text)
        elif state.into in self._words and not state.hidden and not state.deleted:
            self._words[state.into].append(text)

    def _put_style(self, text: str) -> None:
        """The name of a style, which ends with a semicolon."""
        name, semicolon, _ = text.partition(";")
        self._words["styles"].append(name)
        if semicolon:
            named = "".join(self._words["styles"])[:_LONGEST_NAME].strip().lower()
            self._words["styles"].clear()
            heading = _HEADING.fullmatch(named)
            self._styles[self._numbers["style"]] = (named, int(heading[1]) if heading else self._numbers["outline"])
            self._numbers["style"] = self._numbers["outline"] = 0

    def _end_paragraph(self) -> None:
        """Keep the paragraph that was begun; what it is stays on for the next, as RTF has it."""
        self._flush()
        text = _paired("".join(self._words["body"]))
        self._words["body"].clear()
        style, level = self._styles.get(self._numbers["style"], ("", 0))
        listed = self._listed or style.startswith("list")
        self.blocks.append(Block(text, style=style, level=self._numbers["outline"] or level, listed=listed))


def _paired(text: str) -> str:
    """Text whose characters beyond the first plane, given as two halves, are whole again."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


__all__ = ["NestedTooDeeplyError", "RtfText"]
