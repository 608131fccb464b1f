"""The settings file as people write it: what is wrong in it, where values came from, and a first one to begin with."""

from __future__ import annotations

import difflib
import json
import os
import re
import textwrap
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from briefing import keys
from briefing.paths import config_file
from briefing.settings import PREFIX, Settings

BUILT_IN = "built in"
_WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def origins() -> dict[str, str]:
    """Where each setting's value came from: its variable, a line of the file, or what is built in."""
    file = config_file()
    try:
        text = file.read_text(encoding="utf-8")
        written = tomllib.loads(text)
    except (OSError, ValueError):
        text, written = "", {}
    found = {}
    for name in Settings.model_fields:
        variable = f"{PREFIX}{name.upper()}"
        if os.environ.get(variable):
            found[name] = f"the environment ({variable})"
        elif name in written:
            line = _line_of(name, text)
            found[name] = f"{file}{f', line {line}' if line else ''}"
        else:
            found[name] = BUILT_IN
    return found


def problems_in(written: bytes) -> list[str]:
    """What is wrong in a settings file, a sentence each; none when it is right.

    Args:
        written: The file's bytes.
    """
    try:
        values = tomllib.loads(written.decode("utf-8"))
    except UnicodeDecodeError:
        return ["It is not UTF-8: save it as UTF-8."]
    except tomllib.TOMLDecodeError as error:
        return [f"It is not TOML ({error}): mend that place."]
    text = written.decode("utf-8")
    return [*_unknown(values, text), *_wrong(values, text), *_keys(values)]


def _unknown(values: dict[str, object], text: str) -> Iterator[str]:
    for name in sorted(values.keys() - Settings.model_fields.keys()):
        near = difflib.get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {near[0]}?" if near else "briefing config show lists what there is."
        yield f"{_place(name, text)}There is no setting “{name}”; {hint}"


def _wrong(values: dict[str, object], text: str) -> Iterator[str]:
    try:
        _written().model_validate(values)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            name = ".".join(str(part) for part in one["loc"])
            yield f"{_place(str(one['loc'][0]), text)}The setting {name} cannot be {one['input']!r}: {one['msg']}."


def _written() -> type[BaseModel]:
    """The settings without where they are read from."""
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in Settings.model_fields.items()}
    return create_model("Written", **fields)


def _keys(values: dict[str, object]) -> Iterator[str]:
    own = values.get("keys")
    if not isinstance(own, dict):
        return
    own = {name: value for name, value in own.items() if isinstance(value, str)}
    for name in keys.unknown(own):
        near = difflib.get_close_matches(name, keys.KEYS, n=1)
        hint = f"did you mean {near[0]}?" if near else "briefing keys lists what there is."
        yield f"No key does “{name}”; {hint}"
    yield from keys.clashes(own)


def _place(name: str, text: str) -> str:
    line = _line_of(name, text)
    return f"Line {line}: " if line else ""


def _line_of(name: str, text: str) -> int | None:
    """The first line that sets a name at the top of the file, or opens its table."""
    plain = re.escape(name)
    said = re.compile(rf'\s*(?:\[\s*)?["\']?{plain}["\']?\s*[\].=]')
    return next((number for number, line in enumerate(text.split("\n"), start=1) if said.match(line)), None)


def as_toml(name: str, value: object) -> str:
    """A setting as a line of TOML; one without a value is a comment."""
    if value is None:
        return f"# {name} ="
    return f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(
            f"{key if _BARE.fullmatch(key) else _toml(key)} = {_toml(one)}" for key, one in value.items()
        )
        return f"{{ {inside} }}" if inside else "{}"
    return json.dumps(value, ensure_ascii=False)


def wrapped(description: str) -> list[str]:
    """A description as lines of a comment."""
    return textwrap.wrap(description, _WIDTH, break_long_words=False, break_on_hyphens=False)


def template() -> str:
    """A settings file in which every setting is explained and none is set."""
    lines = ["# Settings of briefing. Take the # away in front of a line to set it.", ""]
    fresh = Settings.model_construct()
    for name, field in Settings.model_fields.items():
        if field.description:
            lines += [f"# {line}" for line in wrapped(field.description)]
        value = fresh.model_dump(mode="json")[name]
        if isinstance(value, dict):
            lines += [f"# [{name}]", ""]
        else:
            lines += ["# " + as_toml(name, value).removeprefix("# "), ""]
    # Tables stand last in TOML: what comes after one belongs to it.
    return "\n".join(lines)


__all__ = ["BUILT_IN", "as_toml", "origins", "problems_in", "template", "wrapped"]
