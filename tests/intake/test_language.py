"""A language is named when its little words are there."""

from __future__ import annotations

import pytest

from briefing.intake.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that the ships would leave the harbour and that he was not told of it.", "en"),
        ("Der Minister sagte, dass die Schiffe den Hafen verlassen und er nicht davon wusste, aber es ist so.", "de"),
        ("Le ministre a dit que les navires quitteront le port et que la ville n'est pas dans le plan.", "fr"),
        ("El ministro dijo que los barcos dejarán el puerto y que no se lo habían dicho a la ciudad.", "es"),
        ("Министр сказал, что корабли не уйдут из порта, и он не знал об этом, но это так.", "ru"),
        ("大臣は月曜日に船が港を出ると述べた。", "ja"),
        ("部长周一表示船只将离开港口。", "zh"),
        ("장관은 월요일에 배가 항구를 떠날 것이라고 말했다.", "ko"),
        ("", None),
        ("S-400 F-35 NATO", None),
        ("xyzzy plugh foo bar baz quux corge grault", None),
        ("12 34 56 — 78", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert detect_language(text) == code
