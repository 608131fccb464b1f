"""What reading complains of."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import IntakeError
from briefing.intake import articles_in
from briefing.model.clean import clean


def sentence(path: Path) -> str:
    """What reading complains of; checked to be one sentence that is safe to show."""
    with pytest.raises(IntakeError) as caught:
        list(articles_in(path))
    said = str(caught.value)
    assert said == clean(said)
    assert "\n" not in said
    assert ";" in said
    assert said.endswith(".")
    assert len(said) < 1_500
    return said
