import pytest

from briefing.model import ActorKind, Speaker
from tests.attribution.marked import Marked


def only(source: str) -> Speaker:
    speaker = Marked(source).speakers()[-1]
    assert speaker is not None
    return speaker


def written(source: str, speaker: Speaker) -> list[str]:
    text = Marked(source).text
    return [text[start:end] for start, end in speaker.mentions]


def test_a_surname_becomes_the_full_name_with_both_as_proof() -> None:
    source = "{p:Marta Lindqvist} runs the port. [s:{p:Lindqvist}] [q:said] [c:trade was slow]."
    speaker = only(source)
    assert (speaker.name, speaker.kind) == ("Marta Lindqvist", ActorKind.PERSON)
    assert written(source, speaker) == ["Lindqvist", "Marta Lindqvist"]


def test_the_fullest_form_stands_and_a_middle_initial_is_no_second_person() -> None:
    source = "[s1:{p:Otto Brandt}] [q1:said] [c1:no]. [s2:{p:Otto F. Brandt}] [q2:added] [c2:never]."
    assert Marked(source).names() == ["Otto F. Brandt"] * 2


def test_a_son_is_not_his_father() -> None:
    source = "[s1:{p:Otto Brandt Jr.}] [q1:said] [c1:no]. [s2:{p:Otto Brandt}] [q2:said] [c2:yes]."
    first, second = Marked(source).names()
    assert first != second


def test_two_people_with_one_surname_are_told_apart_by_title() -> None:
    source = (
        "{p:Peter Hale} and his wife {p:Ingrid Hale}, a lawyer, came. Mr. {p:Peter Hale} waved. "
        "Mrs. {p:Ingrid Hale} did not. Later [s:Mrs. {p:Hale}] [q:said] [c:it was cold]."
    )
    speaker = only(source)
    assert speaker.name == "Ingrid Hale"
    assert [other.name for other in speaker.runners_up] == ["Peter Hale"]


def test_two_people_with_one_surname_go_by_whom_was_just_named_and_lose_certainty() -> None:
    source = "{p:Ingrid Hale} spoke. Then {p:Peter Hale} rose. [s:{p:Hale}] [q:said] [c:it was late]."
    speaker = only(source)
    assert speaker.name == "Peter Hale"
    assert speaker.probability < 0.7


def test_you_are_nobody_in_the_article() -> None:
    assert Marked("[s:You] [q:said] [c:it was late].").names() == [None]
    assert Marked("[s:You’ll] [q:see] [c:that it was late].").names() == [None]


def test_a_role_phrase_is_reduced_to_its_name() -> None:
    speaker = only("[s:{p:Ana Petrov}, a union organiser,] [q:said] [c:the strike goes on].")
    assert (speaker.name, speaker.role) == ("Ana Petrov", "union organiser")


@pytest.mark.parametrize(
    "later", ["The minister", "the Norwegian minister", "The Norwegian Fisheries Minister", "The official"]
)
def test_a_title_before_a_name_lets_a_description_go_back_to_it(later: str) -> None:
    source = f"Norwegian Fisheries Minister {{p:Kari Solberg}} met the fleet. [s:{later}] [q:said] [c:quotas stay]."
    speaker = only(source)
    assert (speaker.name, speaker.role) == ("Kari Solberg", "Norwegian Fisheries Minister")
    assert speaker.probability > 0.6


def test_a_title_after_a_name_does_so_too() -> None:
    source = "{p:Kari Solberg}, head of the Fisheries Board, came by. [s:The head of the board] [q:said] [c:no]."
    speaker = only(source)
    assert (speaker.name, speaker.role) == ("Kari Solberg", "head of the Fisheries Board")


def test_a_title_between_commas_before_the_name() -> None:
    assert only("The mayor, {p:Ana Petrov}, came. [s:The mayor] [q:said] [c:yes].").name == "Ana Petrov"


def test_a_clause_before_the_reporting_name_is_no_title() -> None:
    speaker = only("It hurts the party's candidate with the young, [s:{p:Ana Petrov}] [q:said] [c:on air].")
    assert speaker.role is None


def test_another_country_blocks_a_description() -> None:
    source = (
        "[s1:A French Foreign Ministry official] [q1:said] [c1:talks failed], while Polish Defence Minister "
        "{p:Jan Nowak} [q2:said] [c2:they had not]. [s3:The French official] [q3:urged] [c3:patience]."
    ).replace("Polish Defence Minister {p:Jan Nowak}", "[s2:Polish Defence Minister {p:Jan Nowak}]")
    first, second, third = Marked(source).names()
    assert first == third == "French Foreign Ministry official (unnamed)"
    assert second == "Jan Nowak"


def test_a_description_nobody_fits_stays_unnamed() -> None:
    speaker = only("{p:Jan Nowak}, a farmer, listened. [s:The ambassador] [q:said] [c:nothing changed].")
    assert (speaker.name, speaker.kind) == ("ambassador (unnamed)", ActorKind.UNNAMED)


def test_an_indefinite_description_brings_in_somebody_new() -> None:
    source = "The minister, {p:Jan Nowak}, left. [s:A minister from the north] [q:said] [c:it was too soon]."
    assert only(source).kind is ActorKind.UNNAMED


def test_unnamed_groups_keep_their_description_and_take_they() -> None:
    source = "[s1:Danish officials] [q1:said] [c1:the bridge is safe], and [s2:they] [q2:added] [c2:it will open]."
    assert Marked(source).names() == ["Danish officials (unnamed)"] * 2


def test_he_goes_to_the_one_who_just_spoke() -> None:
    source = '[s1:{p:Jan Nowak}] [q1:told] reporters [c1:it was over]. "[c2:I am done]," [s2:he] [q2:said].'
    speaker = only(source)
    assert speaker.name == "Jan Nowak"
    assert "goes back to" in speaker.how


def test_she_passes_over_a_man_by_the_articles_own_words() -> None:
    source = (
        "Spokeswoman {p:Robin Vale} opened the meeting. Chairman {p:Sasha Kern} followed. "
        "[s:She] [q:said] [c:all is well]."
    )
    assert only(source).name == "Robin Vale"


def test_gender_is_learnt_from_the_articles_own_pronouns_not_from_names() -> None:
    source = (
        "{p:Robin Vale} lost her keys. {p:Sasha Kern} lost his.\n\n{p:Robin Vale} met {p:Sasha Kern}. "
        "[s1:He] [q1:said] [c1:it happens]."
    )
    assert only(source).name == "Sasha Kern"


def test_he_can_be_an_unnamed_source() -> None:
    source = "[s1:A senior diplomat] [q1:said] [c1:talks stalled]. [s2:He] [q2:asked] [c2:for time]."
    assert Marked(source).names() == ["senior diplomat (unnamed)"] * 2


def test_a_pronoun_without_anybody_before_it_names_nobody() -> None:
    assert Marked("[s:He] [q:said] [c:it rains].").names() == [None]


def test_people_named_in_a_quotation_are_less_likely_meant() -> None:
    source = (
        '[s1:{p:Jan Nowak}] [q1:said]: "[c1:Everybody loves {p:Tom Berg} and {p:Tom Berg} knows]." '
        "[s2:He] [q2:added] [c2:more]."
    )
    assert only(source).name == "Jan Nowak"


def test_it_goes_back_to_a_body() -> None:
    source = "[s1:The {o:Harbour Authority}] [q1:said] [c1:yes]. [s2:It] [q2:denied] [c2:delays]."
    assert Marked(source).names()[1] == "Harbour Authority"


def test_the_authority_takes_up_the_one_named() -> None:
    source = "[s1:The {o:Harbour Authority}] [q1:said] [c1:yes]. [s2:The authority] [q2:denied] [c2:delays]."
    assert Marked(source).names() == ["Harbour Authority"] * 2


def test_who_is_the_one_right_before_it() -> None:
    source = "{p:Tom Berg} met {p:Jan Nowak}, [s:who] [q:said] [c:little]."
    assert only(source).name == "Jan Nowak"


def test_who_after_a_complement_is_the_whole_phrase() -> None:
    source = "Engineers at {o:Nordbank} [s:who] [q:said] [c:it would hold] were wrong."
    assert only(source).name == "Engineers (unnamed)"


def test_first_person_in_a_quotation_is_whoever_is_quoted() -> None:
    source = '"[c1:[s2:I] [q2:believe] [c2:it rains]]," [q1:said] [s1:{p:Jan Nowak}].'
    assert Marked(source).names() == ["Jan Nowak", "Jan Nowak"]


def test_first_person_outside_a_quotation_is_nobody() -> None:
    assert Marked("{p:Jan Nowak} left. [s:I] [q:think] [c:it rains].").names() == [None]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Lima", "Peruvian government"),
        ("The Kremlin", "Russian government"),
        ("the US'", "US government"),
        ("Downing Street", "UK government"),
        ("Mongolia", "Mongolian government"),
        ("The Kenyan government", "Kenyan government"),
        ("Brussels", "European Union"),
    ],
)
def test_places_speak_for_governments(place: str, name: str) -> None:
    speaker = only(f"On Monday [s:{place}] [q:said] [c:the border stays shut].")
    assert speaker.name == name
    assert speaker.kind in (ActorKind.GOVERNMENT, ActorKind.ORGANISATION)


def test_a_person_with_a_capitals_name_is_a_person() -> None:
    source = "Singer {p:Milan Sofia} came. [s:{p:Sofia}] [q:said] [c:hello]."
    assert only(source).name == "Milan Sofia"


def test_the_user_can_add_places() -> None:
    marked = Marked("[s:Castle Hill] [q:said] [c:no].")
    speaker = marked.speakers({"Castle Hill": "Ruritanian government"})[0]
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Ruritanian government", ActorKind.GOVERNMENT)


def test_possessors_speak_and_what_they_possess_does_not() -> None:
    assert only("{p:Jan Nowak} sued. By [s:{p:Nowak}'s] own [q:admission] [c:he lost].").name == "Jan Nowak"
    assert only("{p:Jan Nowak} sued. [s:{p:Nowak}'s lawyer] [q:said] [c:he lost].").name != "Jan Nowak"


def test_a_friend_of_somebody_is_not_that_somebody() -> None:
    assert only("{p:Jan Nowak} sued. [s:A friend of {p:Nowak}] [q:said] [c:he lost].").name == "friend (unnamed)"


def test_two_names_are_a_group() -> None:
    speaker = only("[s:{p:Jan Nowak} and {p:Tom Berg}] [q:said] [c:they agree].")
    assert (speaker.name, speaker.kind) == ("Jan Nowak and Tom Berg", ActorKind.GROUP)


def test_a_headlines_bare_official_is_who_makes_the_claim_in_the_lead() -> None:
    source = (
        "[c1:Peru To Reopen Northern Copper Mines In Spring] [q1:-] [s1:Official]\n\n"
        "[c2:Peru will reopen its northern copper mines in spring despite protests], "
        "[s2:a mining ministry official] [q2:said] on Monday."
    )
    assert Marked(source).titled().names() == ["mining ministry official (unnamed)"] * 2


LATER_NAMED = (
    "[c1:Peru will reopen its northern copper mines in spring], [s1:a senior mining official] [q1:said].\n\n"
    "The price rose.\n\n"
    '"[c2:We reopen the copper mines in the north this spring]," [q2:said] '
    "[s2:{p:Elena Quispe}, director of the state mining agency]."
)


def test_a_source_described_first_and_named_later_is_linked_with_evidence_and_doubt() -> None:
    first, second = Marked(LATER_NAMED).speakers()
    assert first is not None
    assert second is not None
    assert first.name == second.name == "Elena Quispe"
    assert first.probability < 0.8 < second.probability
    assert first.runners_up[0].name == "senior mining official (unnamed)"
    assert "mining" in first.how
    assert first.role == "senior mining official; director of the state mining agency"


def test_no_such_link_without_a_shared_word() -> None:
    assert (
        Marked(LATER_NAMED.replace("state mining agency", "state opera")).names()[0]
        == "senior mining official (unnamed)"
    )


def test_no_such_link_against_the_country() -> None:
    source = LATER_NAMED.replace("a senior mining", "a Chilean mining").replace(
        "the state mining", "the Peruvian mining"
    )
    assert Marked(source).names()[0] == "Chilean mining official (unnamed)"


def test_a_quotation_without_source_goes_on_with_the_one_before() -> None:
    source = '"[c1:It is late]," [q1:said] [s1:{p:Jan Nowak}]. "[c2:We should go home now.]"'
    assert Marked(source).names() == ["Jan Nowak", "Jan Nowak"]


def test_an_indirect_statement_without_source_names_nobody() -> None:
    assert Marked("{p:Jan Nowak} came. It is [q:claimed] [c:that he won].").names() == [None]


def test_a_newspaper_taken_for_a_person_is_not_he() -> None:
    source = "{p:Jan Nowak} gave an interview to the newspaper {p:Kurant}. [s:He] [q:said] [c:little]."
    assert only(source).name == "Jan Nowak"


def test_a_surname_cut_off_by_the_encoder_is_put_back() -> None:
    assert only("Yesterday [s:{p:Jan} Nowak] [q:said] [c:no].").name == "Jan Nowak"


def test_titles_inside_an_entity_are_taken_off() -> None:
    source = "[s:{p:Prime Minister Jan Nowak}] [q:said] [c:no]."
    assert only(source).name == "Jan Nowak"


def test_a_title_alone_is_no_name_but_may_be_a_surname() -> None:
    source = "Schools Secretary {p:Ana Petrov} came. [s:The {p:Secretary}] [q:said] [c:no]."
    assert only(source).name == "Ana Petrov"
    assert only("{p:Ana Baker} came. [s:{p:Baker}] [q:said] [c:no].").name == "Ana Baker"


def test_a_headlines_verb_is_no_surname() -> None:
    source = "{p:Petrov Says} Rain Will Come\n\nMayor {p:Ana Petrov} spoke. [s:{p:Petrov}] [q:said] [c:it rains]."
    assert Marked(source).titled().names() == ["Ana Petrov"]


def test_a_letter_that_takes_a_turn_is_a_person_and_capitals_are_a_body() -> None:
    found = Marked("[s1:Q][q1::] [c1:Who came?]\n\n[s2:A][q2::] [c2:Nobody.]\n\n[s3:BGT] [q3:said] [c3:it was so].")
    kinds = [speaker.kind for speaker in found.speakers() if speaker]
    assert kinds == [ActorKind.PERSON, ActorKind.PERSON, ActorKind.ORGANISATION]
