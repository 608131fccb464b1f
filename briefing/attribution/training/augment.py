"""Other clothes for the same constructions, so that the encoder learns grammar and not American candidates.

Names of people and countries are exchanged for names of the world, consistently within an article; quotation marks
change their press; headlines and captions that carry a claim are added in the forms that news agencies use. Every
variant keeps its annotations. All names here are common ones, in no relation to any article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from briefing.attribution.quotations import find_quotations
from briefing.attribution.training.gold import Edit, GoldArticle, GoldStatement, rewrite

GIVEN = (
    "Amina Ahmed Akira Aleksei Amara Ana Andrzej Aditi Arjun Aylin Bashir Beatriz Bilal Carlos Chen Chidi Chiara "
    "Dalia Daniela Deniz Dmitri Elena Emeka Emre Fatima Fernando Giulia Goran Hans Hassan Hiroshi Ines Irina Isabel "
    "Ivan Jamal Jin Joao Jose Juan Kamala Karim Katarzyna Kemal Khalid Kofi Lars Leila Li Liam Lucia Luis Magda "
    "Mahmoud Marek Maria Mariam Mei Mehmet Miguel Mikhail Min Mohammed Nadia Naomi Nasser Ngozi Nikos Nguyen Noor "
    "Olga Omar Oksana Pablo Paolo Pedro Petra Pierre Priya Rahul Ravi Rosa Samir Sanjay Sara Selim Sergei Sofia Soren "
    "Sunita Svetlana Tariq Tomas Vera Viktor Wei Xavier Yasmin Yuki Yusuf Zainab Zoran Siobhan Gareth Nigel Fiona "
    "Alistair Gemma"
).split()
SURNAMES = (
    "Abe Abdullah Adeyemi Aguilar Ahmadi Akhtar Alvarez Andersson Aoki Aslan Bakker Banerjee Bauer Bianchi Bondarenko "
    "Boateng Castillo Celik Chaudhry Chopra Costa Cruz Dang Demirci Diallo Dimitrov Dubois Eriksen Fernandes Fischer "
    "Fofana Fontaine Garcia Georgiou Ghosh Gomez Gupta Haddad Hakimi Hansen Hernandez Hoang Horvat Hussein Ibrahimov "
    "Ito Ivanov Jansen Jovanovic Kaplan Kamau Kato Kaya Khan Kim Kovac Kowalski Kumar Kuznetsov Larsen Lim Lombardi "
    "Lopez Malik Marino Martins Mbeki Mehta Mendoza Mensah Mishra Moreau Mueller Mutua Nakamura Nasser Nowak Okafor "
    "Oliveira Orlov Ozturk Papadopoulos Park Patel Pereira Petrov Pham Popescu Rahman Ramos Reddy Rossi Sahin Saleh "
    "Santos Sato Schmidt Sharma Silva Singh Smirnov Sokolov Suzuki Tanaka Torres Tran Traore Vargas Volkov Wagner "
    "Wang Watanabe Weber Yamamoto Yilmaz Zhang Zhou Ashworth Cartwright Pemberton Llewellyn MacKenzie O'Leary"
).split()
COUNTRIES = (
    ("America", "Washington", "American"),
    ("Turkey", "Ankara", "Turkish"),
    ("Russia", "Moscow", "Russian"),
    ("China", "Beijing", "Chinese"),
    ("Iran", "Tehran", "Iranian"),
    ("Israel", "Jerusalem", "Israeli"),
    ("Mexico", "Mexico City", "Mexican"),
    ("Syria", "Damascus", "Syrian"),
    ("Iraq", "Baghdad", "Iraqi"),
    ("Germany", "Berlin", "German"),
    ("France", "Paris", "French"),
    ("Japan", "Tokyo", "Japanese"),
    ("India", "New Delhi", "Indian"),
    ("Pakistan", "Islamabad", "Pakistani"),
    ("Egypt", "Cairo", "Egyptian"),
    ("Nigeria", "Abuja", "Nigerian"),
    ("Kenya", "Nairobi", "Kenyan"),
    ("Brazil", "Brasilia", "Brazilian"),
    ("Ukraine", "Kyiv", "Ukrainian"),
    ("Poland", "Warsaw", "Polish"),
    ("Greece", "Athens", "Greek"),
    ("Spain", "Madrid", "Spanish"),
    ("Italy", "Rome", "Italian"),
    ("Canada", "Ottawa", "Canadian"),
    ("Venezuela", "Caracas", "Venezuelan"),
    ("Libya", "Tripoli", "Libyan"),
)
OUTLETS = ("Reuters", "AFP", "DPA", "Anadolu", "Kyodo", "EFE", "ANSA", "TASS", "PTI", "Xinhua", "Interfax", "Yonhap")
PLAIN_CUES = frozenset("said says stated announced noted added told insisted claimed argued warned".split())
HEADLINES = ("{c} - {s}", "{c} - {s}", "{c} – {s}", "{s}: {c}", "{c}, says {s}", "{c}, {s} says", "{c}: {s}")
PRONOUNS = frozenset("he she they it i we who that you him her them us".split())


def varied(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """One variant of an article; often the article itself.

    Args:
        article: The article.
        chance: The seeded source of every choice.
    """
    for probability, change in _CHANGES:
        if chance.random() < probability:
            article = change(article, chance)
    return article


def other_people(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Exchange people's names, each word for the same new word all through the article."""
    words: dict[str, str] = {}
    for start, end, kind in article.entities:
        if kind != "person":
            continue
        parts = [part for part in re.findall(r"[A-Z][\w’'\-]+", article.text[start:end]) if len(part) > 2]
        parts = [re.sub(r"['’]s$", "", part) for part in parts]
        for position, part in enumerate(parts):
            pool = GIVEN if position == 0 and len(parts) > 1 else SURNAMES
            words.setdefault(part, chance.choice(pool))
    return _exchanged(article, words)


def other_countries(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Exchange countries with their capitals and adjectives."""
    order = list(COUNTRIES)
    chance.shuffle(order)
    words = {old: new for row, other in zip(COUNTRIES, order, strict=True) for old, new in zip(row, other, strict=True)}
    return _exchanged(article, words)


def _exchanged(article: GoldArticle, words: dict[str, str]) -> GoldArticle:
    if not words:
        return article
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    found = re.finditer(rf"\b(?:{alternatives})\b", article.text)
    return rewrite(article, [Edit(*match.span(), words[match.group()]) for match in found])


def other_marks(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Set every quotation in the marks of another press."""
    opening, closing = chance.choice([("‘", "’"), ("'", "'"), ("«", "»"), ('"', '"'), ("“", "”"), ("„", "“")])
    edits = []
    for quotation in find_quotations(article.text):
        if not article.text[quotation.start].isalnum():
            edits.append(Edit(quotation.start, quotation.start + 1, opening))
        if quotation.closed and quotation.end - quotation.start > 2:
            edits.append(Edit(quotation.end - 1, quotation.end, closing))
    return rewrite(article, edits)


def no_marks(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Take the quotation marks away, as careless copying does."""
    del chance
    edits = [Edit(match.start(), match.end(), "") for match in re.finditer(r"[\"“”]", article.text)]
    return rewrite(article, edits)


def claim_headline(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Put a headline in front that carries a claim of the article and its source."""
    drawn = _short_claim(article, chance)
    if drawn is None:
        return article
    claim, source = drawn
    claim = claim[0].upper() + claim[1:]
    if chance.random() < 0.5:
        claim = re.sub(r"\b[a-z]", lambda match: match.group().upper(), claim)
    head = source.split()[-1].capitalize() if chance.random() < 0.4 and len(source.split()) > 1 else source
    head = head[0].upper() + head[1:]
    return _with_line(article, chance.choice(HEADLINES), claim, head, first=True)


def caption(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Put a caption between two paragraphs: "Name: claim (Outlet)"."""
    drawn = _short_claim(article, chance)
    if drawn is None:
        return article
    claim, source = drawn
    claim = claim[0].upper() + claim[1:]
    form = "{s}: {c}" + (f" ({chance.choice(OUTLETS)})" if chance.random() < 0.7 else "")
    return _with_line(article, form, claim, source.split()[-1].capitalize(), first=False, chance=chance)


def plain_heading(article: GoldArticle, chance: random.Random) -> GoldArticle:
    """Put a heading between two paragraphs that says nothing."""
    words = article.text.split()
    if len(words) < 60:
        return article
    at = chance.randrange(len(words) - 4)
    heading = " ".join(words[at : at + chance.randint(1, 3)]).strip(".,;:\"“”‘’'()")
    breaks = [match.end() for match in re.finditer(r"\n+", article.text)]
    if not heading or not breaks:
        return article
    place = chance.choice(breaks)
    return rewrite(article, [Edit(place, place, heading.capitalize() + "\n\n")])


def _short_claim(article: GoldArticle, chance: random.Random) -> tuple[str, str] | None:
    """The words of a short plain claim and of its source."""
    drawn = []
    for statement in article.statements:
        if len(statement.content) != 1 or len(statement.source) != 1 or len(statement.cue) != 1:
            continue
        content, cue, source = (
            article.text[slice(*spans[0])] for spans in (statement.content, statement.cue, statement.source)
        )
        content = re.sub(r"^that\s+|[\"“”]", "", content).strip(" .,")
        source = re.sub(r"^(?:the|an?)\s+", "", source, flags=re.IGNORECASE)
        fits = 5 <= len(content.split()) <= 20 and len(source.split()) <= 4 and "\n" not in content
        if fits and cue.split()[-1].lower() in PLAIN_CUES and source.lower() not in PRONOUNS and content[0].isalnum():
            drawn.append((content, source))
    return chance.choice(drawn) if drawn else None


def _with_line(
    article: GoldArticle, form: str, claim: str, source: str, *, first: bool, chance: random.Random | None = None
) -> GoldArticle:
    """Add a line made of a claim and its source as a statement of its own."""
    place = 0
    if not first and chance is not None:
        breaks = [match.end() for match in re.finditer(r"\n+", article.text)]
        place = chance.choice(breaks) if breaks else 0
    line = form.format(c=claim, s=source)
    content_at = line.index(claim)
    source_at = line.rindex(source) if form.startswith("{c}") else 0
    cue_text = re.search(r"says|[:–-]", form.replace("{c}", "").replace("{s}", ""))
    assert cue_text is not None  # every form has one
    after = content_at + len(claim) if form.startswith("{c}") else source_at + len(source)
    between = line.index(cue_text.group(), after)
    statement = GoldStatement(
        content=((place + content_at, place + content_at + len(claim)),),
        cue=((place + between, place + between + len(cue_text.group())),),
        source=((place + source_at, place + source_at + len(source)),),
    )
    moved = rewrite(article, [Edit(place, place, line + "\n\n")])
    return replace(moved, statements=(*moved.statements, statement))


_CHANGES: tuple[tuple[float, Callable[[GoldArticle, random.Random], GoldArticle]], ...] = (
    (0.45, other_people),
    (0.35, other_countries),
    (0.3, other_marks),
    (0.04, no_marks),
    (0.25, claim_headline),
    (0.15, caption),
    (0.15, plain_heading),
)
