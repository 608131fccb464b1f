"""`briefing keys`: what every key of the app does."""

from __future__ import annotations

import click

from briefing.cli.options import EXAMPLES, Helpful, json_option
from briefing.cli.output import narrate, say, say_json


@click.command(
    cls=Helpful,
    epilog=f"""{EXAMPLES}
  briefing keys
  briefing keys --json | jq -r 'select(.yours) | .id'

The name in the first column is what to write into the settings: [keys] and, below it, "copy.cited" = "f7".
Several keys are separated by commas. ctrl+q always quits.""",
)
@json_option
def keys(as_json: bool) -> None:
    """List every key of the app: its name, the keys, what they do."""
    from briefing.keys import GROUPS, KEYS, clashes, unknown
    from briefing.settings import load_settings

    own = load_settings().keys
    widest = max(map(len, KEYS))
    for number, (group, bound) in enumerate(GROUPS.items()):
        if not as_json:
            say(f"{'' if number == 0 else chr(10)}{group}")
        for name, key in bound.items():
            pressed = own.get(name, key.keys)
            yours = pressed != key.keys
            if as_json:
                row = {"id": name, "keys": pressed.split(","), "usual": key.keys.split(","), "yours": yours}
                say_json({**row, "where": group, "does": key.says})
            else:
                say(f"  {name:<{widest}}  {pressed:<24}  {key.says}{'  (yours)' if yours else ''}")
    for name in unknown(own):
        narrate(f"Your settings bind {name!r}, and there is no such thing to do.")
    for sentence in clashes(own):
        narrate(sentence)
