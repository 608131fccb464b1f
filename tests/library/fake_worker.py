"""A worker that understands `"Words," said Name.` and a few orders written in the article; standard library only.

Orders: [[die]], [[die-once PATH]], [[hang PATH]] (PATH is written first), [[error]], [[language]],
[[garbage]], [[outside]].
"""

from __future__ import annotations

import json
import re
import sys
import threading
from pathlib import Path
from typing import Any

SAID = re.compile(r'"([^"]+)," (said|thinks) ([A-Z]\w*(?: [A-Z]\w+)*)')
ORDER = re.compile(r"\[\[(\S+?)(?: (.+?))?\]\]")


def statements_in(text: str) -> list[dict[str, Any]]:
    return [
        {
            "content": [match.span(1)],
            "cue": [match.span(2)],
            "source": [match.span(3)],
            "speaker": {"name": match[3], "kind": "person", "role": "Minister"},
            "kind": "direct",
            "mode": "speech" if match[2] == "said" else "attitude",
            "confidence": 0.3 if "perhaps" in match[1] else 0.9,
        }
        for match in SAID.finditer(text)
    ]


def obey(text: str) -> str | None:
    """Carry out the article's order; what to answer with, or None for the statements."""
    order = ORDER.search(text)
    if order is None:
        return None
    what, path = order[1], Path(order[2] or "")
    if what == "die" or (what == "die-once" and not path.exists()):
        if what == "die-once":
            path.write_text("died", encoding="utf-8")
        sys.exit("the model fell over \x1b[2J")
    if what == "hang":
        path.write_text("hanging", encoding="utf-8")
        threading.Event().wait()
    return what


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        order = obey(asked["text"])
        answer: dict[str, Any] = {"id": asked["id"], "statements": statements_in(asked["text"]), "entities": []}
        if order == "error":
            answer = {"id": asked["id"], "error": "the text is no language."}
        if order == "language":
            answer = {"id": asked["id"], "error": f"the text is in {asked['language']}."}
        if order == "outside":
            answer["statements"][0]["content"] = [[0, 10**6]]
        sys.stdout.write("nonsense\n" if order == "garbage" else json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
