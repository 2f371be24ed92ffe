"""The weights as they are stored: whole numbers of one byte with a scale for each column of a table."""

from __future__ import annotations

import functools
import io
from importlib.resources import files
from typing import Any

import numpy as np

from sayso.claims.learned.network import Weights, fused

NAME = "weights.npz"


@functools.cache
def load() -> Weights:
    """The weights that come with the package, read once a process."""
    return fused(unpack(files(__package__).joinpath(NAME).read_bytes()))


def pack(weights: Weights) -> bytes:
    """Weights as bytes; the same weights give the same bytes."""
    arrays: dict[str, Any] = {}
    for name, weight in sorted((n, w) for n, w in weights.items() if not n.startswith("both ")):
        if name.endswith(" rows"):
            scale = np.maximum(np.abs(weight).max(axis=0), 1e-6) / 127
            arrays[name] = np.rint(weight / scale).astype(np.int8)
            arrays[f"{name}: scale"] = scale.astype(np.float32)
        else:
            arrays[name] = weight.astype(np.float16)
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def unpack(data: bytes) -> Weights:
    """The weights in bytes that ``pack`` made, as 32-bit numbers."""
    with np.load(io.BytesIO(data)) as stored:
        arrays = {name: stored[name] for name in stored.files}
    scales = {
        name.removesuffix(": scale"): arrays.pop(name) for name in sorted(arrays) if name.endswith(": scale")
    }
    return {
        name: array.astype(np.float32) * scales.get(name, np.float32(1)) for name, array in arrays.items()
    }
