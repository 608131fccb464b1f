import pytest

from briefing.attribution.cues import class_of, cue_classes, is_hedge, is_negated, mode_of, polarity_of
from briefing.model import Mode, Polarity


@pytest.mark.parametrize(
    ("cue", "polarity"),
    [
        ("said", Polarity.SAID),
        ("", Polarity.SAID),
        (":", Polarity.SAID),
        ("According to", Polarity.SAID),
        ("According to claims", Polarity.SAID),
        ("quoted two aides as saying", Polarity.SAID),
        ("has repeatedly refused", Polarity.REFUSED),
        ("refused to say", Polarity.REFUSED),
        ("would not say", Polarity.REFUSED),
        ("denies", Polarity.DENIED),
        ("did not deny", Polarity.CONCEDED),
        ("hasn’t denied", Polarity.CONCEDED),
        ("called for", Polarity.DEMANDED),
        ("called", Polarity.SAID),
        ("has demanded", Polarity.DEMANDED),
        ("threatening", Polarity.THREATENED),
        ("'s threat", Polarity.THREATENED),
        ("vowed", Polarity.PROMISED),
        ("warned", Polarity.WARNED),
        ("wondered", Polarity.ASKED),
        ("admitted", Polarity.CONCEDED),
        ("accusing", Polarity.ACCUSED),
        ("praised", Polarity.PRAISED),
        ("agreed", Polarity.AGREED),
        ("supports", Polarity.AGREED),
        ("does not agree", Polarity.REFUSED),
        ("wants", Polarity.SAID),
    ],
)
def test_polarity_follows_the_class_of_the_cue(cue: str, polarity: Polarity) -> None:
    assert polarity_of(cue) is polarity


@pytest.mark.parametrize(
    ("cue", "mode"),
    [
        ("said", Mode.SPEECH),
        ("", Mode.SPEECH),
        ("-", Mode.SPEECH),
        ("in", Mode.SPEECH),
        ("is confident that", Mode.ATTITUDE),
        ("wants", Mode.ATTITUDE),
        ("believes", Mode.ATTITUDE),
        ("wants to say", Mode.SPEECH),
        ("built", Mode.ATTITUDE),
    ],
)
def test_mode_keeps_speech_from_attitude_and_act(cue: str, mode: Mode) -> None:
    assert mode_of(cue) is mode


def test_negation_is_a_word_and_not_a_part_of_one() -> None:
    assert is_negated("did n't say")
    assert is_negated("couldn’t confirm")
    assert not is_negated("noted")


def test_a_hedge_is_a_word_that_says_no_more_than_that_it_is_unsure() -> None:
    assert is_hedge("Reportedly")
    assert is_hedge("may")
    assert not is_hedge("reported")


def test_every_class_is_defined_and_known_to_the_model() -> None:
    for found in cue_classes():
        assert found.definition.endswith(".")
        assert found.name == "attitude" or Polarity(found.name)


def test_no_verb_stands_in_two_classes() -> None:
    from briefing.attribution.lexicon import lexicon

    verbs = [verb for entry in lexicon("cues").values() for verb in entry.get("verbs", "").split()]
    assert {verb for verb in verbs if verbs.count(verb) > 1} == set()


def test_an_unknown_cue_has_no_class() -> None:
    assert class_of("zorbled") is None
