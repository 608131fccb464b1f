"""`briefing config`: what is set, where each value came from, and whether the settings file is right."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.completing import SETTINGS
from briefing.cli.options import EXAMPLES, Helpful, HelpfulGroup, json_option
from briefing.cli.output import counted, narrate, say, say_json
from briefing.editor import edit_file
from briefing.errors import IntakeError, UsageError
from briefing.model.clean import clean_line, clean_path
from briefing.paths import config_file


@click.group(
    cls=HelpfulGroup,
    invoke_without_command=True,
    epilog="The environment (BRIEFING_THEME) counts before the file, and the file before what is built in.",
)
@click.pass_context
def config(ctx: click.Context) -> None:
    """Show, edit or check the settings."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@config.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing config show
  briefing config show theme
  briefing config show --json | jq -r 'select(.from != "built in") | .name'""",
)
@click.argument("names", nargs=-1, metavar="[NAME]…", shell_complete=SETTINGS)
@json_option
def show(names: tuple[str, ...], as_json: bool) -> None:
    """Print every setting, or those of some NAMEs, as it counts now, and where its value came from."""
    from briefing.settings_file import as_toml, settings_now, wrapped

    settings = {setting.name: setting for setting in settings_now()}
    for name in names:
        if name not in settings:
            raise UsageError(f"There is no setting “{clean_line(name)}”: there are {', '.join(settings)}.")
    for setting in [settings[name] for name in names or settings]:
        if as_json:
            told = {"name": setting.name, "value": setting.value, "from": setting.origin}
            say_json({**told, "description": setting.description})
            continue
        for line in wrapped(setting.description):
            say(f"# {line}")
        say(f"# from: {setting.origin}")
        say(as_toml(setting.name, setting.value) + "\n")


@config.command(cls=Helpful)
def path() -> None:
    """Print where the settings file stands, whether or not there is one."""
    say(clean_path(config_file()))


@config.command(cls=Helpful)
def edit() -> None:
    """Open the settings file in your editor; a new one explains every setting."""
    from briefing.settings_file import problems_in, to_edit

    file = to_edit()
    edit_file(file)
    try:
        written = file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise IntakeError(f"The settings file {clean_path(file)} cannot be read ({reason}): check it.") from error
    _tell(file, problems_in(written))


@config.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing config validate
  briefing config validate ~/dotfiles/briefing.toml""",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def validate(file: Path | None) -> None:
    """Check the settings file, or FILE: unknown settings, values that cannot be, keys bound twice."""
    from briefing.settings_file import problems_in

    place = file or config_file()
    try:
        written = place.read_bytes()
    except FileNotFoundError as error:
        if file is None:
            narrate(f"There is no settings file; {clean_path(place)} is where it would stand.")
            return
        raise IntakeError(f"There is no file {clean_path(place)}: check the name.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise IntakeError(f"{clean_path(place)} cannot be read ({reason}): check it.") from error
    _tell(place, problems_in(written))


def _tell(file: Path, problems: list[str]) -> None:
    """Say what is wrong, a line each; exit code 2 when anything is."""
    for problem in problems:
        narrate(problem)
    if problems:
        raise UsageError(f"{clean_path(file)}: {counted(len(problems), 'problem')}; what stands above says where.")
    narrate(f"{clean_path(file)} is right.")
