"""A language is named when its little words are there."""

from __future__ import annotations

import pytest

from briefing.intake.language import detect_language
from briefing.model.language import unread

ENGLISH = "The minister said that the ships would leave the harbour and that he was not told of it. "
GERMAN = "Der Minister sagte, dass die Schiffe den Hafen verlassen und er nicht davon wusste, aber es ist so. "


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
        (
            "Ministeren sagde, at skibene ikke vil forlade havnen, og at det er en stor sag for byen og de har den.",
            "da",
        ),
        ("Ministr řekl, že lodě neopustí přístav a že to je pro město velká věc, ale podle něj se nic nestalo.", "cs"),
        ("Ο υπουργός δήλωσε τη Δευτέρα ότι τα πλοία δεν θα φύγουν από το λιμάνι.", "el"),
        ("मंत्री ने सोमवार को कहा कि जहाज बंदरगाह नहीं छोड़ेंगे।", "hi"),
        ("", None),
        ("S-400 F-35 NATO", None),
        ("xyzzy plugh foo bar baz quux corge grault", None),
        ("12 34 56 — 78", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "COPPER - APR 7 in francs per 100 kilos, zinc per 100 kilos, silver per kilo, gold per ounce",
        "N.Y. NO. 2 ESTIMATED U.S. VOLUME 3,800, NO. 1 MAY 44, NO. 2 MAY 43",
        "U.S. SAYS A. AND B. DO MORE TO SELL OIL, U.S. ADDS",
        "Der, die, das",
    ],
)
def test_price_lists_and_headlines_are_no_foreign_language(text: str) -> None:
    assert detect_language(text) in (None, "en")


@pytest.mark.parametrize("length", [400, 40_000])
def test_a_text_in_two_languages_is_in_the_one_that_has_most_of_it(length: int) -> None:
    def mixed(german: float) -> str:
        head = (GERMAN * 500)[: int(length * german)]
        return head + "\n\n" + (ENGLISH * 500)[: length - len(head)]

    assert detect_language(mixed(0.2)) == "en"
    assert detect_language(mixed(0.85)) == "de"


def test_a_long_text_is_looked_at_to_its_end() -> None:
    assert detect_language(ENGLISH * 60 + GERMAN * 600) == "de"
    assert detect_language(GERMAN * 60 + ENGLISH * 600) == "en"


def test_what_is_left_unread_is_said_by_its_name() -> None:
    assert unread("de") == "The text is not English but German: statements are found in English only."
    assert unread("xx") == "The text is not English: statements are found in English only."
    assert unread("en") is None
    assert unread(None) is None
