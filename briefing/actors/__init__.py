"""Who is who across articles: pure functions from the speakers of many articles to actors.

A speaker is already resolved inside its article ("Akar" is "Hulusi Akar" there). Across articles it takes two steps:

    key = key_of(speaker, article.id)           # the base key: surely one; kept beside each statement for good
    parts = aggregate(sightings, article.id)    # what one article has of each base key

    settled = settle(bearers)                   # which base keys are one actor, why, and what is in doubt
    actor = combine("person:hulusi akar", parts_of_all_its_keys)

    counter = Mentions({actor.id: names_of(actor) for actor in actors})  # compiled once
    counter.count(article.text)                 # {"person:hulusi akar": 4}: one pass over the text

The rules, one module each: `keys` (what is one at the least), `spelling` (two spellings of a word), `names` (two
people's names), `people`, `bare` (single words), `bodies` (organisations and kinds), `bearers` (evidence).
"""

from briefing.actors.aggregate import Sighting, aggregate, combine, merge, names_of
from briefing.actors.bearers import Bearer, Company, Doubt, Issue, sort_of
from briefing.actors.keys import actor_key, flattened, folded, is_actor, key_of, parted
from briefing.actors.mentions import Mentions, count_mentions
from briefing.actors.people import Settled
from briefing.actors.settle import blocks_of, needs, settle

__all__ = [
    "Bearer",
    "Company",
    "Doubt",
    "Issue",
    "Mentions",
    "Settled",
    "Sighting",
    "actor_key",
    "aggregate",
    "blocks_of",
    "combine",
    "count_mentions",
    "flattened",
    "folded",
    "is_actor",
    "key_of",
    "merge",
    "names_of",
    "needs",
    "parted",
    "settle",
    "sort_of",
]
