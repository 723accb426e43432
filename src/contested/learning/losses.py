"""What a step of training costs and what an epoch came to: losses over what is labelled, F1 by word piece."""

from __future__ import annotations

import random
from collections import Counter

import torch
from torch import Tensor, nn

from contested.learning.examples import KINDS, ROLES, STATUSES
from contested.learning.model import Reader
from contested.learning.tensors import OPEN, Batch, Row, batch

CHUNKS = 16  # a batch


def losses(model: Reader, given: Batch) -> dict[str, Tensor]:
    """The loss of each head over what is labelled."""
    kinds, types, standing, pair = model(given.ids, given.shapes, given.hints, given.suspects, given.mask)
    size, length = given.ids.shape
    weights = given.weights[:, None]
    of_kinds = nn.functional.cross_entropy(
        kinds.view(size, length, len(KINDS), 3).flatten(0, 2),
        given.kinds.flatten(),
        ignore_index=OPEN,
        reduction="none",
    ).view(size, length, len(KINDS))
    logits = torch.log_softmax(types, -1)
    right = torch.logsumexp(logits.masked_fill(~given.types, -1e9), -1)
    telling = (~given.types[:, :, 0]).float()
    out = {
        "kinds": (of_kinds.sum(-1) * weights).sum() / given.mask.sum(),
        "types": -(right * weights * (1.0 + telling) * given.mask).sum() / given.mask.sum(),
    }
    if len(given.heads):
        weight = given.weights[given.rows]
        at = standing[given.rows, given.heads]
        status = nn.functional.cross_entropy(
            at[:, : len(STATUSES)], given.status, ignore_index=OPEN, reduction="sum"
        )
        out["status"] = status / max(1, int((given.status != OPEN).sum()))
        for place, name in enumerate(("incident", "main")):
            target = getattr(given, name)
            told = target != OPEN
            if told.any():
                out[name] = nn.functional.binary_cross_entropy_with_logits(
                    at[told, len(STATUSES) + place], target[told]
                )
        roles = model.arguments(pair, given.rows, given.heads)
        cells = nn.functional.binary_cross_entropy_with_logits(
            roles, given.fills, reduction="none", pos_weight=torch.tensor(2.0)
        )
        out["roles"] = ((cells * given.known).sum((1, 2)) * weight).sum() / (8.0 * len(given.heads))
    return out


SCALE = {"kinds": 1.0, "types": 4.0, "status": 0.3, "incident": 0.3, "main": 0.3, "roles": 1.0}


class Tally:
    """Right, given and wanted, for F1."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, name: str, given: Tensor, wanted: Tensor) -> None:
        """Count boolean tensors of one shape."""
        self.counts[f"{name} right"] += int((given & wanted).sum())
        self.counts[f"{name} given"] += int(given.sum())
        self.counts[f"{name} wanted"] += int(wanted.sum())

    def f1(self, name: str) -> float:
        """F1 of a name; 0 where nothing was right."""
        both = self.counts[f"{name} given"] + self.counts[f"{name} wanted"]
        return 2 * self.counts[f"{name} right"] / both if both else 0.0


@torch.no_grad()
def measured(model: Reader, held: list[Row]) -> dict[str, float]:
    """F1 by piece on held-out chunks: types, kinds, roles; accuracy of status and incident."""
    model.eval()
    tally = Tally()
    status = [0, 0]
    incident = [0, 0]
    for at in range(0, len(held), CHUNKS):
        given = batch(held[at : at + CHUNKS], {})
        kinds, types, standing, pair = model(given.ids, given.shapes, given.hints, given.suspects, given.mask)
        told = types.argmax(-1)
        labelled = ~given.types.all(-1) & (given.mask > 0)
        fits = given.types.gather(-1, told[..., None])[..., 0]
        tally.counts["types right"] += int(((told > 0) & fits & labelled & ~given.types[:, :, 0]).sum())
        tally.counts["types given"] += int(((told > 0) & labelled & ~(fits & given.types[:, :, 0])).sum())
        tally.counts["types wanted"] += int((labelled & ~given.types[:, :, 0]).sum())
        read = kinds.view(*given.ids.shape, len(KINDS), 3).argmax(-1)
        for n, kind in enumerate(KINDS):
            known = given.kinds[..., n] != OPEN
            tally.add(f"kind {kind}", (read[..., n] > 0) & known, (given.kinds[..., n] > 0) & known)
        if not len(given.heads):
            continue
        at_heads = standing[given.rows, given.heads]
        sure = given.status != OPEN
        status[0] += int((at_heads[sure, : len(STATUSES)].argmax(-1) == given.status[sure]).sum())
        status[1] += int(sure.sum())
        sure = given.incident != OPEN
        incident[0] += int(((at_heads[sure, len(STATUSES)] > 0) == (given.incident[sure] > 0)).sum())
        incident[1] += int(sure.sum())
        roles = model.arguments(pair, given.rows, given.heads) > 0
        for n, role in enumerate(ROLES):
            known = given.known[..., n] > 0
            tally.add(f"role {role}", roles[..., n] & known, (given.fills[..., n] > 0) & known)
    model.train()
    scores = {"types": tally.f1("types"), "status": status[0] / max(1, status[1])}
    scores["incident"] = incident[0] / max(1, incident[1])
    scores |= {f"kind {kind}": tally.f1(f"kind {kind}") for kind in KINDS}
    scores |= {f"role {role}": tally.f1(f"role {role}") for role in ROLES}
    return scores


def batches(given: list[Row], rng: random.Random, size: int = CHUNKS) -> list[list[Row]]:
    """Batches of chunks of like length, in random order."""
    order = sorted(given, key=lambda row: len(row.chunk) + rng.random() * 12)
    cut = [order[at : at + size] for at in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


_FAST = frozenset("shapes hints suspects kinds types standing pair distance roles".split())


def optimiser(model: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW; what no text had taught before the project's own learns eight times as fast as the encoder."""
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in _FAST]
    body = [p for name, p in model.named_parameters() if name.split(".")[0] not in _FAST]
    return torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01
    )


def slowing(optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LRScheduler:
    """The rate over ``steps``: up in the first sixteenth, then evenly down."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (0.06 * steps)) * max(0.02, 1 - n / (1.02 * steps))
    )


def step(
    model: Reader,
    given: Batch,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> dict[str, float]:
    """One step on one batch; the loss of each head."""
    found = losses(model, given)
    loss = sum((SCALE[name] * value for name, value in found.items()), torch.tensor(0.0))
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    return {name: float(value.detach()) for name, value in found.items()}
