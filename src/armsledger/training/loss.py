"""What the network is asked to get right, as one number."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from armsledger.reading.schema import ROLES
from armsledger.training.batches import Batch
from armsledger.training.network import Network


def pooled(scores: Tensor, group: Tensor, size: int) -> Tensor:
    """The log of the summed exponentials of each group's scores."""
    top = scores.new_full((size,), -1e4).scatter_reduce(0, group, scores.detach(), "amax")
    total = scores.new_zeros(size).index_add(0, group, torch.exp(scores - top[group]))
    return torch.log(total + 1e-9) + top


def outputs(network: Network, batch: Batch) -> dict[str, Tensor]:
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
        states = network.encoder(batch.ids, batch.types, batch.shapes, batch.hints, batch.mask)
    states = states.float()
    heads = network.heads
    out = {"states": states, "tags": heads.tags(states), "labels": heads.labels(states)}
    if len(batch.row):
        events = heads.events(states[batch.row], batch.near, batch.told)
        for name in ("stage", "modality", "speaker", "form", "action", "none"):
            out[name] = getattr(heads, name)(events)
        for k, name in enumerate(("stage", "modality", "speaker")):
            out[name] = (
                out[name] + getattr(heads, "prior_" + name)(batch.told[:, k]) + heads.trust[k] * batch.beliefs[k]
            )
        sums = torch.cat((states.new_zeros(len(states), 1, states.shape[2]), states.cumsum(1)), 1)
        a, z = batch.pair_span[:, 0], batch.pair_span[:, 1]
        mentions = (sums[batch.pair_row, z] - sums[batch.pair_row, a]) / (z - a)[:, None]
        hidden = heads.pairs(
            events[batch.pair_event],
            mentions,
            batch.pair_type,
            batch.pair_distance,
            batch.pair_part,
            batch.pair_builder,
        )
        sides = F.pad(heads.trust_sides * batch.pair_sides, (0, len(ROLES) - 2))
        out["roles"] = heads.role(hidden) + heads.prior_role(batch.pair_part) + sides
        out["mode"] = heads.mode(hidden)
        out["category"] = heads.category(mentions)
    return out


def loss(network: Network, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    out = outputs(network, batch)
    parts = {"tags": F.cross_entropy(out["tags"].flatten(0, 1), batch.tags.flatten(), ignore_index=-1) * 6}
    if (batch.labels >= 0).any():
        parts["labels"] = 0.3 * F.cross_entropy(out["labels"].flatten(0, 1), batch.labels.flatten(), ignore_index=-1)
    if len(batch.row):
        for k, (name, factor) in enumerate(
            (("stage", 1.0), ("modality", 0.7), ("speaker", 0.6), ("form", 0.3), ("action", 0.3)), 1
        ):
            target = batch.facts[:, k]
            if (target >= 0).any():
                parts[name] = factor * F.cross_entropy(out[name], target, ignore_index=-1)
        for r, role in enumerate(ROLES):
            pair, group, event, target = batch.groups[role]
            if not len(pair):
                continue
            score = pooled(out["roles"][pair, r], group, len(event))
            if role in ("supplier", "recipient"):
                parts[role] = side_loss(score, event, target, out["none"][:, r], batch.missing[role], batch.facts[:, 0])
            else:
                factor = {"item": 3.0, "quantity": 1.5}.get(role, 1.0)
                parts[role] = factor * F.binary_cross_entropy_with_logits(score, (target >= 0).float())
        pair, target = batch.modes
        if len(pair):
            parts["mode"] = 0.5 * F.cross_entropy(out["mode"][pair], target)
        pair, target = batch.categories
        if len(pair):
            parts["category"] = 0.5 * F.cross_entropy(out["category"][pair], target)
    total = torch.stack(list(parts.values())).sum()
    return total, {k: float(v.detach()) for k, v in parts.items()}


def side_loss(score: Tensor, event: Tensor, target: Tensor, none: Tensor, missing: Tensor, kind: Tensor) -> Tensor:
    """Every value of a side competes with all other parties near and with nobody; a value counts once, whatever it is called."""
    size = len(none)
    top = torch.maximum(score.new_full((size,), -1e4).scatter_reduce(0, event, score.detach(), "amax"), none.detach())
    total = score.new_zeros(size).index_add(0, event, torch.exp(score - top[event])) + torch.exp(none - top)
    log_total = torch.log(total) + top
    right = target >= 0
    values = event[right] * 64 + target[right]
    names, at = torch.unique(values, return_inverse=True)
    known = pooled(score[right], at, len(names)) - log_total[names // 64]
    count = score.new_zeros(size).index_add(0, names // 64, score.new_ones(len(names)))
    share = score.new_zeros(size).index_add(0, names // 64, known) / count.clamp(min=1)
    each = torch.where(count > 0, share, none - log_total)
    use = (missing == 0).float() * ((kind == 0) | (count > 0)).float()
    return -(each * use).sum() / use.sum().clamp(min=1)
