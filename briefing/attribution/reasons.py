"""Why a statement was attributed as it was, in words a reader understands."""

from __future__ import annotations

from briefing.attribution.cues import is_negated
from briefing.attribution.draft import Draft
from briefing.model import Kind, Provenance, Span, Speaker

LONGEST = 400  # code points of a cue or source that are said back
_HOW = {
    Kind.DIRECT: "the words stand in quotation marks",
    Kind.MIXED: "some of the words stand in quotation marks",
    Kind.INDIRECT: "reported without quotation marks",
}


def reasons_for(
    text: str,
    draft: Draft,
    kind: Kind,
    speaker: Speaker | None,
    provenance: Provenance,
    outer: Speaker | None = None,
    hedge: str | None = None,
    *,
    quoted: bool = True,
) -> tuple[str, ...]:
    """The construction and the evidence, each in one line.

    Args:
        text: The article's text.
        draft: The statement's spans.
        kind: Direct, mixed or indirect.
        speaker: Who was found to have said it, or None.
        provenance: Through whom.
        outer: Whose words it stands in, if in another's.
        hedge: The words that hedge or negate the report, or None.
        quoted: Whether those words are a quotation; else they are reported without marks.
    """
    lines = ["a turn of a conversation that is written out" if draft.verbatim else _HOW[kind]]
    if draft.within is not None:
        whose = f" of {outer.name}" if outer else ""
        lines = [f"it stands inside a {'quotation' if quoted else 'reported statement'}{whose}"]
    cue, source = _words(text, draft.cue), _words(text, draft.source)
    lines.append(
        f"reported by “{cue}”, {_place(draft)}" if cue else "no words report it: it goes on with what stands before"
    )
    lines.append(f"the source as written is “{source}”" if source else "the article names no source here")
    if speaker is not None and speaker.how:
        lines.append(speaker.how)
    if provenance.via:
        over = ", as the article says of another statement of theirs" if provenance.via_inferred else ""
        lines.append(f"carried by {', then '.join(provenance.via)}{over}")
    if hedge is not None:
        lines.append(f"the report is {'negated' if is_negated(hedge) else 'hedged'}: “{hedge}”")
    return tuple(lines)


def _place(draft: Draft) -> str:
    """Where the cue stands relative to the content."""
    if draft.cue[0][0] >= draft.content[-1][1]:
        return "after the content"
    if draft.cue[-1][1] <= draft.content[0][0]:
        return "before the content"
    return "between two parts of the content"


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(_shortened(text, *span).split()) for span in spans)


def _shortened(text: str, start: int, end: int) -> str:
    """The words of a span, or its beginning when nobody would read all of it."""
    return text[start:end] if end - start <= LONGEST else text[start : start + LONGEST] + "…"
