"""The settings file as people write it: what is wrong in it, where values came from, and a first one to begin with."""

from __future__ import annotations

import difflib
import json
import os
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError, create_model

from briefing import keys
from briefing.errors import UsageError
from briefing.paths import config_file
from briefing.settings import PREFIX, Settings, load_settings

BUILT_IN = "built in"
_WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Setting(NamedTuple):
    """One setting as it counts now.

    Attributes:
        name: Its name in the file.
        value: Its value, as JSON could hold it.
        origin: Where the value came from.
        description: What it does.
        choices: The words it can be, where there are only so many.
    """

    name: str
    value: Any
    origin: str
    description: str
    choices: tuple[str, ...] = ()


def settings_now() -> list[Setting]:
    """Every setting, in the order in which they are told.

    Raises:
        UsageError: What is set cannot be read.
    """
    values = load_settings().model_dump(mode="json")
    read = origins()
    return [
        Setting(name, values[name], read[name], field.description or "", _choices(field.annotation))
        for name, field in Settings.model_fields.items()
    ]


def _choices(annotation: object) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def change(name: str, written: str | bool) -> Setting:
    """Set one setting in the settings file; all else in it, comments too, stays as it stands.

    Args:
        name: Its name.
        written: Its value as one writes it; "" takes it out of the file, so that what is built in counts.

    Returns:
        The setting as it counts now, which is not as it was set where the environment says otherwise.

    Raises:
        UsageError: It cannot be that, or the file cannot be read or written.
    """
    import tomlkit

    file = config_file()
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else template()
        document = tomlkit.parse(text)
        if written == "":
            document.pop(name, None)
        elif name in document or (place := _place_for(name, text)) is None:
            document[name] = _value(name, written)
        else:
            line = tomlkit.dumps({name: _value(name, written)})
            document = tomlkit.parse(f"{text[:place]}{line}{text[place:]}")
        _put(file, tomlkit.dumps(document))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"The settings file {file} cannot be written ({reason}): check it.") from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise UsageError(
            f"The settings file {file} cannot be read ({error}): briefing config edit opens it."
        ) from error
    return next(one for one in settings_now() if one.name == name)


def _place_for(name: str, text: str) -> int | None:
    """Where a setting is to stand: below the comment that sets it; None where there is none, or a table goes before.

    At the end it would come into the last table as soon as somebody takes the mark away in front of that.
    """
    explained = re.search(rf"^# {re.escape(name)} =.*\n", text, re.MULTILINE)
    if explained is None or re.search(r"^\s*\[", text[: explained.start()], re.MULTILINE):
        return None
    return explained.end()


def to_edit() -> Path:
    """The settings file; where there is none, a new one that explains every setting.

    Raises:
        UsageError: It cannot be written.
    """
    file = config_file()
    try:
        if not file.exists():
            _put(file, template())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"The settings file {file} cannot be written ({reason}): check it.") from error
    return file


def _plain(reason: str) -> str:
    """A reason of Pydantic's, without what it tried itself."""
    return reason.replace("Input should", "it should").partition(", unable to parse")[0]


def _value(name: str, written: str | bool) -> Any:  # noqa: ANN401 - whatever the setting holds
    try:
        return _written().model_validate({name: written}).model_dump(mode="json", include={name})[name]
    except ValidationError as error:
        said = _plain(error.errors(include_url=False)[0]["msg"])
        raise UsageError(f"The setting {name} cannot be {written!r}: {said}.") from error


def _put(file: Path, text: str) -> None:
    """Write the file at once or not at all; a link stays one."""
    real = file.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    fresh = real.with_name(f"{real.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        if real.exists():
            fresh.chmod(real.stat().st_mode)
        fresh.replace(real)
    finally:
        fresh.unlink(missing_ok=True)


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
            place = _place(str(one["loc"][0]), text)
            yield f"{place}The setting {name} cannot be {one['input']!r}: {_plain(one['msg'])}."


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


__all__ = [
    "BUILT_IN",
    "Setting",
    "as_toml",
    "change",
    "origins",
    "problems_in",
    "settings_now",
    "template",
    "to_edit",
    "wrapped",
]
