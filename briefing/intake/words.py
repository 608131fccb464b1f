"""Words that the readers of metadata know: data, apart from logic."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

NAME_PARTICLES: Final = _words("de del della der den di da dos du la le van von bin ibn al el and y e")
"""Small words inside the names of people."""

NOT_NAMES: Final = _words(
    "the a an this that these those it all monday tuesday wednesday thursday friday saturday sunday january february"
    " march april june july august september october november december comparison contrast law then now"
)
"""What may follow "by" when no writer's name does."""

OUTLET_WORDS: Final = _words(
    "agency bulletin business chronicle courier daily dispatch examiner express gazette globe herald independent"
    " insider journal magazine mail media mirror monitor network news newspaper observer online post press radio"
    " register reporter review standard star sun telegraph times today tribune tv voice weekly wire world"
)
"""Words of which newspapers' names are made."""

JOB_WORDS: Final = _words(
    "agencies analyst author chief columnist contributor correspondent critic desk editor freelance fellow journalist"
    " photographer producer reporter reporters senior special staff team writer writers"
)
"""What a writer may be, beside the name."""

PLACE_PARTICLES: Final = _words("de del la le al el of and upon sur d'ivoire")
"""Small words inside the names of places."""

KICKERS: Final = _words(
    "analysis breaking brief comment corrected correction editorial exclusive explainer factbox feature file graphic"
    " interview live note opinion photo photos poll profile quotes recap refile report review timeline update updated"
    " urgent video watch wrapup"
)
"""What stands in capitals before a dash and is no place."""

SHORT_FORMS: Final = _words(
    "mr mrs ms dr prof gen lt col sgt capt cmdr adm maj gov sen rep rev hon st jr sr no vs inc ltd co corp jan feb mar"
    " apr jun jul aug sept sep oct nov dec"
)
"""After these a full stop ends no sentence."""

LITTLE_WORDS: Final = {
    code: _words(words)
    for code, words in {
        "en": "the of and to in that is was for on with as it by he said at from his has are not be this have",
        "de": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es wird hat",
        "fr": "le la les des et en du une est que dans qui pour pas sur au par il plus avec ce sont mais a été",
        "es": "el la los las de que en y del por con una para es se un no su al lo como más pero fue ha",
        "it": "il di che la e del della per un in non una sono si con le da dei nel alla gli anche più è ha",
        "pt": "o a os as de que em do da e um uma para com não no na se por mais dos ao foi é como",
        "nl": "de het een van en in is dat op te met voor zijn niet aan er om ook als bij door die wordt heeft",
        "sv": "och att det som en på är av för med den till inte har de ett om var sig så från men",
        "pl": "w i na z się że nie do to jest o jak po ale od za przez są dla był oraz który przy",
        "tr": "ve bir bu da de için ile olarak olan çok daha gibi sonra kadar ancak en ya ise dedi değil",
        "id": "yang dan di itu dengan untuk dari ini dalam tidak akan pada ke juga adalah oleh mereka ada bisa",
        "ru": "и в не на что с он как по это из но его за для от был а также она они было к о",
        "uk": "і в не на що з та як до за про це від він але для його є також вони був у й",
        "ar": "في من على أن إلى عن مع هذا التي الذي كان بعد قال هذه ما كما لا بين وقال",
        "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شده می",
        "he": "את של על לא הוא כי עם זה גם כל היא אל בין אמר לאחר או יש היה",
        "da": "og i at det er en til af på for som med de ikke den har der var et fra han også blev efter",
        "no": "og i at det er en til av på for som med de ikke den har der var et fra han også ble etter",
        "fi": "ja on ei se että oli hän mutta myös kun ovat ole joka mukaan kuin sen vuoden sanoi tai jo",
        "cs": "a se v na je že to s z do o i pro jsou ale jako za by podle který od jeho byl také",
        "hu": "a az és hogy nem egy is volt ez de meg már csak azt mint szerint vagy el még lesz",
        "ro": "și de în a la cu pe că nu o din este au pentru mai care să un fi s-a prin după sunt",
        "bg": "на и да се в за от с че са е не по това като през който които но до беше към след",
        "hr": "i je u na da se za su od s a o ne kako što koji će bi iz nije ali kao do sve",
        "ca": "de la i el a que les els en per amb un del una és no al va s'ha com més han però",
        "vi": "và của là có không được trong cho các một người đã với những này khi để ông về đến",
    }.items()
}
"""The most frequent little words of languages, by ISO 639-1 code."""
