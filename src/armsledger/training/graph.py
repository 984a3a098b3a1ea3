"""The encoder as a graph of onnxruntime: eight-bit weights, attention and normalisation each as one fused step.

Written node by node: what torch exports is left in some 600 nodes, of which masks and moved axes took a third of the time.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
"""The domain of onnxruntime's own steps."""
INPUTS = ("ids", "types", "shapes", "hints")

Floats = NDArray[np.float32]


class Graph:
    """Nodes and weights while they are being written down."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(self, kind: str, *inputs: str, out: str = "", domain: str = "", **given: Any) -> str:
        """Adds a node and returns the name of what it makes."""
        name = out or f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **given))
        return name

    def linear(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """A layer whose (out, in) weights are rounded to eight bits a row, its input as it comes, when it comes."""
        scale = np.maximum(np.abs(weight).max(1), 1e-12).astype(np.float32) / 127
        rounded = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
        given = (
            self.constant(name + ".rounded", rounded.T),
            self.constant(name + ".scale", scale),
            self.constant(name + ".zero", np.zeros(len(scale), dtype=np.int8)),
            self.constant(name + ".bias", bias),
        )
        return self.step("DynamicQuantizeMatMul", x, *given, domain=FUSED)

    def words(self, ids: str, table: Floats) -> str:
        """Rows of a large table, kept in eight bits."""
        scale = np.float32(np.abs(table).max() / 127)
        rounded = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        rows = self.step("Gather", self.constant("words.rounded", rounded), ids)
        zero = self.constant("words.zero", np.array(0, dtype=np.int8))
        return self.step("DequantizeLinear", rows, self.constant("words.scale", np.array(scale)), zero)


def encoder(weights: Mapping[str, Floats], layers: int, heads: int) -> onnx.ModelProto:
    """`weights` are those of `network.Encoder` by their names there; (b, n) inputs without padding become states (b, n, width)."""
    g = Graph()
    x = g.words("ids", weights["words.weight"])
    for name in INPUTS[1:]:
        x = g.step("Add", x, g.step("Gather", g.constant(name + ".rows", weights[name + ".weight"]), name))
    length = g.step("Gather", g.step("Shape", "ids"), g.constant("axis", np.array([1])))
    zero = g.constant("zero", np.array([0]))
    places = g.constant("places", weights["places.weight"])
    x = g.step("Add", x, g.step("Slice", places, zero, length, zero))
    width = weights["norm.weight"].shape[0]
    begin = (g.constant("norm.weight", weights["norm.weight"]), g.constant("norm.bias", weights["norm.bias"]))
    x = g.step("LayerNormalization", x, *begin, epsilon=1e-12)
    three = g.constant("three", np.full(3, width))
    for n in range(layers):
        w = {k.removeprefix(f"layers.{n}."): v for k, v in weights.items() if k.startswith(f"layers.{n}.")}

        def linear(given: str, part: str, n: int = n, w: Mapping[str, Floats] = w) -> str:
            return g.linear(given, f"{n}.{part}", w[part + ".weight"], w[part + ".bias"])

        def normal(a: str, b: str, part: str, out: str = "", n: int = n, w: Mapping[str, Floats] = w) -> str:
            scale = [g.constant(f"{n}.{part}.{k}", w[f"{part}.{k}"]) for k in ("weight", "bias")]
            return g.step("LayerNormalization", g.step("Add", a, b), *scale, out=out, epsilon=1e-12)

        parts = [f"{n}.q", f"{n}.k", f"{n}.v"]
        g.nodes.append(helper.make_node("Split", [linear(x, "qkv"), three], parts, axis=-1))
        seen = g.step("MultiHeadAttention", *parts, domain=FUSED, num_heads=heads)
        x = normal(x, linear(seen, "out"), "norm1")
        inner = g.step("Gelu", linear(x, "up"), domain=FUSED)
        x = normal(x, linear(inner, "down"), "norm2", "states" if n == layers - 1 else "")
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "n"]) for name in INPUTS],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["b", "n", width])],
        g.weights,
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)], ir_version=8
    )


def write(weights: Mapping[str, Floats], layers: int, heads: int, path: Path) -> None:
    path.write_bytes(encoder(weights, layers, heads).SerializeToString())
