"""What the user can set: the environment (`BRIEFING_…`) over `config.toml` over what stands here."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from briefing.errors import UsageError


def config_file() -> Path:
    """Where the settings file stands, whether or not there is one."""
    return Path(platformdirs.user_config_dir("briefing", appauthor=False)) / "config.toml"


def _spare_cores() -> int:
    """All cores but the one that draws the screen."""
    return max(1, (os.cpu_count() or 2) - 1)


class Settings(BaseSettings):
    """The settings.

    Attributes:
        data_dir: Where libraries live (`BRIEFING_DATA_DIR`); None for the platform's data directory.
        library: The library to open when none is named (`BRIEFING_LIBRARY`); None for the last one.
        threshold: A statement with less confidence than this is one to review (`BRIEFING_THRESHOLD`).
        workers: How many processes find statements at a time (`BRIEFING_WORKERS`).
        outlets: The name to show for an outlet, by a name that is written for it, in a table of the settings file
            (`[outlets]`, `"Gazette Online" = "The Gazette"`).
    """

    model_config = SettingsConfigDict(env_prefix="BRIEFING_", env_ignore_empty=True, extra="ignore")

    data_dir: Path | None = None
    library: str | None = None
    threshold: float = Field(default=0.6, ge=0.0, le=1.0)
    workers: int = Field(default_factory=_spare_cores, ge=1, le=64)
    outlets: dict[str, str] = Field(default_factory=dict)

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
        raise UsageError(
            "The variable BRIEFING_OUTLETS is not JSON: write names in it as "
            f'{{"Gazette Online": "The Gazette"}}, or as a table [outlets] in {config_file()}.'
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f'The setting "{where}" cannot be {first["input"]!r} ({first["msg"]}): '
            f"change it in the environment (BRIEFING_{str(first['loc'][0]).upper()}) or in {config_file()}."
        ) from error


__all__ = ["Settings", "config_file", "load_settings"]
