"""Who is who across articles: pure functions from the speakers of many articles to actors.

A speaker is already resolved inside its article ("Akar" is "Hulusi Akar" there), so an actor is simply all speakers
with one key. The key depends on the speaker alone, which lets a record keep it beside each statement and count in SQL:

    key = actor_key(speaker, aliases)              # "person:hulusi akar", "unnamed:turkish officials"
    sightings = [Sighting(speaker, "the minister"), ...]
    actors = aggregate(sightings, aliases=aliases)  # one Actor a key, most statements first
    actors = merge(actors, aggregate(more))         # the same, bit by bit

    counter = Mentions({actor.id: names_of(actor) for actor in actors})  # compiled once
    counter.count(article.text)                     # {"person:hulusi akar": 4}: one pass over the text

`Aliases` holds what the user knows better: "Joe Biden" is "Joseph R. Biden". It is read from a TOML or JSON mapping, is
applied before anything else, and a change to it only means computing keys again.
"""

from briefing.actors.aggregate import Sighting, aggregate, merge, names_of
from briefing.actors.keys import Aliases, actor_key, folded
from briefing.actors.mentions import Mentions, count_mentions

__all__ = [
    "Aliases",
    "Mentions",
    "Sighting",
    "actor_key",
    "aggregate",
    "count_mentions",
    "folded",
    "merge",
    "names_of",
]
