"""A worker that knows the two packaged articles by heart; standard library only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold.json"


def main() -> None:
    gold = json.loads(GOLD.read_text("utf-8"))
    for line in sys.stdin:
        asked = json.loads(line)
        statements = gold.get(asked["text"][:24], [])
        sys.stdout.write(json.dumps({"id": asked["id"], "statements": statements, "entities": []}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
