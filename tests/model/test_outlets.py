"""One outlet under many names is one; two outlets with like names are two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import settings
from briefing.errors import UsageError
from briefing.model.outlets import Outlets, outlet_key

NAMES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            "The the Times Sun News Online Newspaper website .com .co.uk www. http:// / Gazette gazette - & É News.com "
            "newspaper newspapernews thenews İ ß ﬁ".split()
        ),
        max_size=6,
    ).map("".join),
    st.lists(st.sampled_from("The Daily News Online Web World Gazette gazette.com www.gazette.com".split())).map(
        " ".join
    ),
)


@pytest.mark.parametrize(
    "names",
    [
        ("UrduPoint.com", "UrduPoint News", "www.urdupoint.com", "urdupoint", "https://www.urdupoint.com/"),
        ("BBC", "BBC News", "bbc.co.uk", "BBC News Online", "news.bbc.co.uk", "www.bbc.com", "BBC NEWS"),
        ("The Times", "Times", "thetimes.co.uk", "Times Online", "the times"),
        ("The Sun", "thesun.co.uk", "Sun Online", "The Sun Newspaper", "The Sun Website"),
        ("Fox News", "foxnews.com", "FoxNews.com", "FOX NEWS"),
        ("TASS", "TASS News Agency", "tass.com"),
        ("El País", "El Pais", "elpais.com", "ELPAÍS"),
        ("Reuters", "uk.reuters.com", "Reuters.com News", "reuters.com:443/world", "m.reuters.com"),
        ("News & Star", "News and Star"),
        ("Vanity Fair", "VanityFair.com", "Vanity Fair.com"),
        ("TheGuardian", "The Guardian", "theguardian.com"),
    ],
)
def test_one_outlet(names: tuple[str, ...]) -> None:
    assert len({outlet_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("The Times", "The Times of India", "The Sunday Times", "New York Times", "The Times of London"),
        ("The Sun", "Baltimore Sun", "The Sun Herald"),
        ("BBC", "BBC World", "BBC Sport", "BBC Hindi"),
        ("Daily News", "Sunday News", "The News", "News", "World News", "Evening News"),
        ("timesofindia.indiatimes.com", "economictimes.indiatimes.com", "indiatimes.com"),
        ("RT", "arabic.rt.com"),
        ("thenews.com.pk", "The News", "news.com.au", "News", "inews.co.uk"),
        ("harbour.wordpress.com", "quay.wordpress.com"),
        ("हिन्दुस्तान", "हिन्दस्तान"),
        ("X", "x.com", "Y"),
    ],
)
def test_different_outlets(names: tuple[str, ...]) -> None:
    assert len({outlet_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The News", "thenews"),
        ("News", "news"),
        ("The Online News", "theonlinenews"),
        ("Theatre Weekly", "theatreweekly"),
        ("i News", "inews"),
        ("人民日报", "人民日报"),
        ("web.de", "webde"),
        ("***", "***"),
        ("  ", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert outlet_key(name) == key


@given(NAMES)
def test_a_key_is_its_own_key_and_never_empty(name: str) -> None:
    key = outlet_key(name)
    assert outlet_key(key) == key
    assert bool(key) is bool(name.strip())


@given(NAMES)
def test_case_and_blanks_do_not_matter(name: str) -> None:
    assert outlet_key(f"  {name.replace(' ', '   ')} ") == outlet_key(name)


@given(NAMES)
def test_a_name_to_show_keeps_its_key(name: str) -> None:
    shown = Outlets({}).name(name)
    assert Outlets({}).name(shown) == shown
    assert outlet_key(shown) == outlet_key(name)


def test_names_to_show() -> None:
    outlets = Outlets({"UrduPoint News": " UrduPoint ", "ABC": "ABC Madrid", "abc.net.au": "ABC (Australia)", "x": " "})
    assert outlets.name("www.urdupoint.com") == "UrduPoint"
    assert outlets.name("URDUPOINT") == "UrduPoint"
    assert outlets.name("ABC News") in ("ABC Madrid", "ABC (Australia)")
    assert outlets.name(" abc ") == "ABC Madrid"
    assert outlets.name("ABC.net.au") == "ABC (Australia)"
    assert outlets.name("  The  Gazette ") == "The Gazette"
    assert outlets.name("www.gazette.com") == "gazette.com"
    assert outlets.name("https://www.gazette.com/") == "gazette.com"
    assert outlets.name("gazette.com/sport") == "gazette.com/sport"
    assert outlets.name("x") == "x"


def test_names_with_one_alias_are_one_outlet() -> None:
    outlets = Outlets({"nytimes.com": "The New York Times", "NYT": "The New York Times"})
    assert outlets.key("www.nytimes.com") == outlets.key("NYT") == outlets.key("New York Times")
    assert outlets.key("Irish Times") != outlets.key("NYT")


def test_long_names_take_no_long_time() -> None:
    for name in (
        "news" * 100_000,
        "newspaper" * 100_000 + "x",
        "the " * 50_000,
        "a." * 50_000,
        "a-" * 50_000,
        "&" * 50_000,
    ):
        assert outlet_key(name)


def test_names_come_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[outlets]\n"Gazette Online" = "The Gazette"\n', encoding="utf-8")
    monkeypatch.setattr(settings, "config_file", lambda: file)
    assert Outlets(settings.load_settings().outlets).name("gazette.com") == "The Gazette"
    monkeypatch.setenv("BRIEFING_OUTLETS", '{"Post": "The Post"}')
    assert settings.load_settings().outlets["Post"] == "The Post"


@pytest.mark.parametrize(("value", "said"), [("Gazette", "is not JSON"), ('{"Gazette": 3}', "(BRIEFING_OUTLETS)")])
def test_settings_that_are_no_names(value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_OUTLETS", value)
    with pytest.raises(UsageError) as caught:
        settings.load_settings()
    assert said in str(caught.value)
