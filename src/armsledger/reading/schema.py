"""What the learned reader's inputs and outputs stand for, in the order of its weights."""

import numpy as np
from numpy.typing import NDArray

from armsledger.model.codes import TRANSFER_STAGES, Action, Category, Form, Kind, Modality, Mode, Speaker, Stage

KINDS = tuple(Kind)
STAGES = (*TRANSFER_STAGES, Stage.ACTIVE)
MODALITIES = tuple(Modality)
SPEAKERS = tuple(Speaker)
FORMS = tuple(Form)
ACTIONS = tuple(Action)
MODES = tuple(Mode)
CATEGORIES = tuple(Category)

TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""Each token lies outside every event, begins one, or goes on in one."""

CANDIDATE_TYPES = ("none", "state", "firm", "type", "class", "quantity", "money", "date", "speaker")
SHAPES = ("mark", "lower", "title", "upper", "number", "mixed")
ROLES = ("supplier", "recipient", "intermediary", "first", "other", "item", "quantity", "money", "when")
HINT_ROLES = (
    "no hint", "none", "supplier", "recipient", "intermediary", "parties", "item", "quantity", "money", "when",
    "same supplier", "same recipient", "same intermediary", "same parties", "same item", "same money", "same when",
)  # fmt: skip
"""What the grammar made of a candidate: nothing read there, not used, used, or named by the same key elsewhere."""
SURENESS = (0.2, 0.4, 0.6, 0.8)
"""Where the score of a hint falls between; the first bucket is for no hint."""
POOLS = 6

REACH = 40
"""Tokens on either side of an event's span that its properties are read from."""

EDGES = (1, 3, 6, 10, 16, 25, 40, 70, 120, 220)
DISTANCES = 3 + 2 * (len(EDGES) + 1)


def distances(spans: NDArray[np.int64], first: int, last: int) -> NDArray[np.int64]:
    """The bucket of each mention (m, 2) as seen from an event [first, last): inside by thirds, before or after by tokens."""
    start, end = spans[:, 0], spans[:, 1]
    thirds = np.clip((3 * ((start + end) / 2 - first) / max(1, last - first)).astype(np.int64), 0, 2)
    before = end <= first
    bucket = np.searchsorted(EDGES, np.where(before, first - end + 1, start - last + 1))
    outside = 3 + bucket + np.where(before, 0, len(EDGES) + 1)
    return np.where((start < last) & (end > first), thirds, outside)
