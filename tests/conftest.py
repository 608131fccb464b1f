"""What every test stands on."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("briefing", deadline=None)  # a busy machine is no failure
settings.load_profile("briefing")
