"""The network that learns to read: a small BERT with heads for events, their properties, and who and what belongs to them."""

import json
import struct
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own name for it)

from armsledger.reading.schema import (
    ACTIONS,
    CANDIDATE_TYPES,
    CATEGORIES,
    DISTANCES,
    FORMS,
    HINT_ROLES,
    MODALITIES,
    MODES,
    POOLS,
    ROLES,
    SHAPES,
    SPEAKERS,
    STAGES,
    SURENESS,
    TAGS,
)

WIDTH = 384
HEADS = 12
INNER = 1536
EVENT = 256
PAIR = 128


class Layer(nn.Module):  # type: ignore[misc]  # torch is skipped by mypy: it is large
    """One transformer layer, normalised after each half as BERT does; attention drops nothing, which saves a third of the time."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc]  # torch is skipped by mypy: it is large
    """Token ids (b, n), candidate type and shape of each token (b, n), and a mask (b, n) become (b, n, WIDTH)."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(len(CANDIDATE_TYPES), WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.hints = nn.Embedding(len(TAGS), WIDTH)
        for extra in (self.types, self.shapes, self.hints):
            nn.init.normal_(extra.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, types: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.types(types) + self.shapes(shapes)
        x = x + self.hints(hints)
        x = self.drop(self.norm(x))
        attend = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, attend)
        return x


class Heads(nn.Module):  # type: ignore[misc]  # torch is skipped by mypy: it is large
    """What is read off the encoder's states. Properties of an event come from POOLS attentions around its span."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.labels = nn.Linear(WIDTH, 7)
        self.query = nn.Linear(WIDTH, POOLS)
        self.near = nn.Embedding(4, POOLS)
        self.event = nn.Linear(POOLS * WIDTH, EVENT)
        self.stage = nn.Linear(EVENT, len(STAGES))
        self.modality = nn.Linear(EVENT, len(MODALITIES))
        self.speaker = nn.Linear(EVENT, len(SPEAKERS))
        self.form = nn.Linear(EVENT, len(FORMS))
        self.action = nn.Linear(EVENT, len(ACTIONS))
        self.left = nn.Linear(EVENT, PAIR)
        self.right = nn.Linear(WIDTH, PAIR)
        self.sort = nn.Embedding(len(CANDIDATE_TYPES), PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.hint_stage = nn.Embedding(len(STAGES) + 1, EVENT)
        self.hint_modality = nn.Embedding(len(MODALITIES) + 1, EVENT)
        self.hint_speaker = nn.Embedding(len(SPEAKERS) + 1, EVENT)
        self.hint_role = nn.Embedding(len(HINT_ROLES), PAIR)
        self.hint_sure = nn.Embedding(len(SURENESS) + 2, EVENT)
        for advice in (self.hint_stage, self.hint_modality, self.hint_speaker, self.hint_role, self.hint_sure):
            nn.init.zeros_(advice.weight)
        self.builder = nn.Embedding(4, PAIR)
        nn.init.zeros_(self.builder.weight)
        self.trust = nn.Parameter(torch.full((3,), 0.5))
        self.trust_sides = nn.Parameter(torch.full((2,), 0.3))
        self.prior_stage = believing(len(STAGES))
        self.prior_modality = believing(len(MODALITIES))
        self.prior_speaker = believing(len(SPEAKERS))
        self.prior_role = playing()
        self.mix = nn.Linear(3 * PAIR, PAIR)
        self.role = nn.Linear(PAIR, len(ROLES))
        self.none = nn.Linear(EVENT, 2)
        self.mode = nn.Linear(PAIR, len(MODES))
        self.category = nn.Linear(WIDTH, len(CATEGORIES))
        self.drop = nn.Dropout(0.15)

    def events(self, states: Tensor, near: Tensor, told: Tensor) -> Tensor:
        """(e, n, WIDTH) states and the nearness of each token (e, n; 0 far, 1 before, 2 inside, 3 after)
        and what the grammar read there (e, 4: stage, modality, speaker, sureness) become (e, EVENT)."""
        score = self.query(states) + self.near(near)
        score = score.masked_fill((near == 0)[..., None], -1e4)
        pooled = torch.softmax(score, 1).transpose(1, 2) @ states
        tables = (self.hint_stage, self.hint_modality, self.hint_speaker, self.hint_sure)
        advice = sum(table(told[:, k]) for k, table in enumerate(tables))
        return F.gelu(self.event(self.drop(pooled.flatten(1))) + advice, approximate="tanh")

    def pairs(
        self, events: Tensor, mentions: Tensor, sort: Tensor, distance: Tensor, part: Tensor, builder: Tensor
    ) -> Tensor:
        """One row a pair: (p, EVENT), (p, WIDTH), type, distance bucket, part in the hint, and whether it builds the
        event's type become the hidden (p, PAIR)."""
        a, b = self.left(events), self.right(mentions) + self.sort(sort)
        x = torch.cat((a * b, a + b, self.distance(distance) + self.hint_role(part) + self.builder(builder)), -1)
        return F.gelu(self.mix(self.drop(F.gelu(x, approximate="tanh"))), approximate="tanh")


def believing(size: int) -> nn.Embedding:
    """A table of what a hint adds to the scores of a closed list: at first, some belief in its own choice."""
    table = nn.Embedding(size + 1, size)
    with torch.no_grad():
        table.weight.zero_()
        table.weight[1:] = 1.5 * torch.eye(size)
    return table


def playing() -> nn.Embedding:
    """The same for the part of a candidate in a hint and its role in the event."""
    table = nn.Embedding(len(HINT_ROLES), len(ROLES))
    with torch.no_grad():
        table.weight.zero_()
        for n, part in enumerate(HINT_ROLES):
            role = {"parties": "first"}.get(part.removeprefix("same "), part.removeprefix("same "))
            if role in ROLES:
                table.weight[n, ROLES.index(role)] = 1.0 if part.startswith("same ") else 2.0
    return table


class Network(nn.Module):  # type: ignore[misc]  # torch is skipped by mypy: it is large
    def __init__(self, vocabulary: int, layers: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, layers)
        self.heads = Heads()


def start_from(network: Network, weights: Path, kept: list[int]) -> None:
    """The encoder holds MiniLM's weights: `kept` are the rows of its vocabulary that ours keeps, in order."""
    old = safetensors(weights)
    old = {name.removeprefix("bert."): tensor for name, tensor in old.items()}
    with torch.no_grad():
        e = network.encoder
        e.words.weight.copy_(old["embeddings.word_embeddings.weight"][kept])
        e.places.weight.copy_(
            old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(e.norm, old, "embeddings.LayerNorm")
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            three = [at + f"attention.self.{name}" for name in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([old[t + ".weight"] for t in three]))
            layer.qkv.bias.copy_(torch.cat([old[t + ".bias"] for t in three]))
            for module, name in (
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                _copy(module, old, at + name)


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(old[name + ".weight"])
    module.bias.copy_(old[name + ".bias"])


def safetensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file: eight bytes of header length, a JSON header, raw values."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            a, b = (8 + size + x for x in entry["data_offsets"])
            out[name] = torch.frombuffer(bytearray(data[a:b]), dtype=torch.float32).reshape(entry["shape"])
    return out
