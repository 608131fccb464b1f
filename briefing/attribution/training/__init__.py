"""Corpora to weights: the only room that knows torch. `python -m briefing.attribution.training --help`."""
