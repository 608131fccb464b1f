"""What the user can set: the environment (`BRIEFING_…`) over `config.toml` over what stands here."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from briefing.errors import UsageError
from briefing.paths import config_file

PREFIX = "BRIEFING_"
"""What a setting's variable in the environment begins with."""
_FIELD = re.compile(r'field "(\w+)"')


def _spare_cores() -> int:
    """All cores but the one that draws the screen."""
    return max(1, (os.cpu_count() or 2) - 1)


class Settings(BaseSettings):
    """The settings; what each means stands with it, and `briefing config show` prints it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    data_dir: Path | None = Field(default=None, description="Where libraries live; else the platform's data folder.")
    library: str | None = Field(default=None, description="The library to open when none is named; else the last one.")
    threshold: float = Field(
        default=0.6, ge=0.0, le=1.0, description="A statement that is less certain than this is one to review."
    )
    workers: int = Field(
        default_factory=_spare_cores, ge=1, le=64, description="How many processes find statements at a time."
    )
    engine: Literal["auto", "whoosh", "tantivy"] = Field(
        default="auto",
        description="What searches: whoosh, or tantivy for large libraries (pip install 'briefing[large]'); auto takes "
        "tantivy from 20,000 articles on, where it is installed. The index is made anew for it.",
    )
    theme: str | None = Field(
        default=None,
        description="The theme's name: briefing-dark, briefing-light, ansi-dark, ansi-light (your terminal's own "
        "colours), another of Textual's, or one of your own; the palette (ctrl+p) lists them.",
    )
    mouse: bool = Field(
        default=True, description="Whether the app listens to the mouse; false leaves it to the terminal."
    )
    animations: bool = Field(
        default=False, description="Whether things may glide; off is calmer, and faster over a network."
    )
    keys: dict[str, str] = Field(
        default_factory=dict,
        description='Keys of your own, by what they do: "copy.cited" = "f7"; briefing keys lists what there is.',
    )
    outlets: dict[str, str] = Field(
        default_factory=dict,
        description='What to call an outlet, by a name that is written for it: "Gazette Online" = "The Gazette".',
    )
    metonyms: dict[str, str] = Field(
        default_factory=dict,
        description='Who speaks when a place or building is said to: "Castle Hill" = "Ruritanian government"; '
        "capitals and the seats of governments are known already.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file; no `.env`, which would come from whatever folder one happens to be in."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        UsageError: The settings file or a variable holds something that is not a setting's value.
    """
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"The settings file {config_file()} is not TOML ({error}): mend it or move it away."
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"The settings file {config_file()} is not UTF-8: mend it or move it away.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"The settings file {config_file()} cannot be read ({reason}): mend it.") from error
    except SettingsError as error:
        found = _FIELD.search(str(error))
        name = found[1] if found else "outlets"
        raise UsageError(
            f"The variable {PREFIX}{name.upper()} is not JSON: write a table in it as "
            f'{{"name": "value"}}, or as a table [{name}] in {config_file()}.'
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f'The setting "{where}" cannot be {first["input"]!r} ({first["msg"]}): '
            f"change it in the environment ({PREFIX}{str(first['loc'][0]).upper()}) or in {config_file()}."
        ) from error


__all__ = ["PREFIX", "Settings", "config_file", "load_settings"]
