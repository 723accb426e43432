"""The network: MiniLM's encoder (6 layers of 384) with word shapes and hints, and a head for each thing read.

All heads share one pass. The argument head looks at pairs of word pieces, a trigger and any other, and says
for each role whether the other fills it; so an argument needs no list of candidates and may stand in
another sentence of the chunk. A pronoun's antecedent is read by the same head.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from contested.inference.features import N_HINTS, N_SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIR = 192
_NEW = frozenset("shapes hints suspects kinds types standing pair distance roles".split())
DISTANCES = 21  # buckets of the signed distance between two pieces


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), post-norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """``x`` is (batch, pieces, width); ``blocked`` is added to the attention (batch, 1, 1, pieces)."""
        batch, length = x.shape[0], x.shape[1]
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + blocked
        mixed = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Encoder and heads; ``outputs`` gives what ``inference`` reads."""

    def __init__(
        self, n_types: int, n_kinds: int, n_roles: int, n_statuses: int, layers: int = LAYERS
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(N_SHAPES, WIDTH)
        self.hints = nn.Embedding(N_HINTS, WIDTH)
        self.suspects = nn.Embedding(n_types + 1, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.hints.weight, std=0.01)
        nn.init.normal_(self.suspects.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.kinds = nn.Linear(WIDTH, n_kinds * 3)
        self.types = nn.Linear(WIDTH, n_types + 1)
        self.standing = nn.Linear(WIDTH, n_statuses + 2)
        self.pair = nn.Linear(WIDTH, 4 * PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.roles = nn.Linear(PAIR, n_roles)
        nn.init.constant_(self.roles.bias, -3.0)

    @classmethod
    def from_minilm(cls, folder: Path, *sizes: int, layers: int = LAYERS) -> Reader:
        """Start from the published weights in ``folder``; the heads start at random."""
        n_types, n_kinds, n_roles, n_statuses = sizes
        reader = cls(n_types, n_kinds, n_roles, n_statuses, layers=layers)
        given = load_file(str(folder / "model.safetensors"))
        config = json.loads((folder / "config.json").read_text())
        assert config["hidden_size"] == WIDTH
        assert config["num_hidden_layers"] == LAYERS
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "segment": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for mine in range(layers):
            theirs = mine if layers == LAYERS else round(mine * (LAYERS - 1) / (layers - 1))
            old, new = f"encoder.layer.{theirs}.", f"layers.{mine}."
            for part in ("weight", "bias"):
                state[f"{new}qkv.{part}"] = torch.cat(
                    [given[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
                state[f"{new}out.{part}"] = given[f"{old}attention.output.dense.{part}"]
                state[f"{new}norm1.{part}"] = given[f"{old}attention.output.LayerNorm.{part}"]
                state[f"{new}up.{part}"] = given[f"{old}intermediate.dense.{part}"]
                state[f"{new}down.{part}"] = given[f"{old}output.dense.{part}"]
                state[f"{new}norm2.{part}"] = given[f"{old}output.LayerNorm.{part}"]
        missing, unexpected = reader.load_state_dict(state, strict=False)
        assert not unexpected, unexpected
        assert all(name.split(".")[0] in _NEW for name in missing), missing
        return reader

    def forward(
        self, ids: Tensor, shapes: Tensor, hints: Tensor, suspects: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """All inputs (batch, pieces); gives logits of kinds, types, standing, and the pair head's inputs."""
        length = ids.shape[1]
        at = torch.arange(length, device=ids.device)
        x = self.words(ids) + self.places(at) + self.segment
        x = x + self.shapes(shapes) + self.hints(hints) + self.suspects(suspects)
        x = self.drop(self.norm(x))
        blocked = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        x = self.drop(x)
        return self.kinds(x), self.types(x), self.standing(x), self.pair(x)

    def arguments(self, pair: Tensor, rows: Tensor, heads: Tensor) -> Tensor:
        """Role logits of every piece for some triggers.

        ``pair`` is (batch, pieces, 4 * PAIR); trigger ``n`` stands at piece ``heads[n]`` of ``rows[n]``.
        The result is (triggers, pieces, roles).
        """
        one, two, left, right = pair.split(PAIR, dim=-1)
        length = pair.shape[1]
        far = bucket(torch.arange(length, device=pair.device)[None, :] - heads[:, None])
        mixed = one[rows, heads][:, None, :] + two[rows] + self.distance(far)
        mixed = mixed + left[rows, heads][:, None, :] * right[rows]
        return self.roles(nn.functional.gelu(mixed))


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in 21 buckets: each up to 4, then by doubling up to 128."""
    size = distance.abs()
    far = torch.clamp(torch.log2(torch.clamp(size.float(), min=1.0)).long() + 3, max=10)
    return torch.where(size <= 4, size, far) * torch.sign(distance) + 10
