"""The encoder, run by onnxruntime on one thread; who wants more cores reads in more processes."""

from pathlib import Path

import numpy as np
import onnxruntime

from armsledger.reading.heads import Floats
from armsledger.reading.wordpieces import Ints


class Encoder:
    """Ids, types, shapes and hints (b, n) become states (b, n, width); loaded once, safe to share between threads."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # the file is fused already; what onnxruntime would fuse beyond that (a sum with its normalisation) runs slower
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, ids: Ints, types: Ints, shapes: Ints, hints: Ints) -> Floats:
        given = {"ids": ids, "types": types, "shapes": shapes, "hints": hints}
        return np.asarray(self._session.run(None, given)[0], dtype=np.float32)
