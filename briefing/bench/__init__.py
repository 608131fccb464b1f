"""How fast it is against its peers in the same run, and how right: `python -m briefing.bench`."""
