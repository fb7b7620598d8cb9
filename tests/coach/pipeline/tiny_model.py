"""A tiny language model with random weights on llama.cpp's own server: a provider that is real but says nothing.

`python -m tests.coach.pipeline.tiny_model FOLDER` makes the models, starts a chat and an embedding server on free
ports of 127.0.0.1, prints both addresses as one line of JSON, and serves until its input ends.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import gguf
import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

KNOWLEDGE = Path(__file__).parents[3] / "coach" / "knowledge"
SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


class Shape(NamedTuple):
    """Sizes of a model."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    context: int


CHAT = Shape(width=256, layers=2, heads=4, feed_forward=512, vocabulary=2_048, context=16_384)
EMBEDDING = Shape(width=1_536, layers=1, heads=12, feed_forward=256, vocabulary=1_024, context=2_048)


def make_model(path: Path, shape: Shape) -> Path:
    """Write a model of this shape with weights from a fixed seed, and a tokenizer trained on the knowledge base."""
    tokenizer = _trained_tokenizer(shape.vocabulary)
    size = tokenizer.get_vocab_size()
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_block_count(shape.layers)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(size)
    writer.add_file_type(0)
    _add_tokenizer(writer, tokenizer)
    for name, weights in _weights(shape, size):
        writer.add_tensor(name, weights)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _trained_tokenizer(vocabulary: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=SPECIALS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator((path.read_text("utf-8") for path in sorted(KNOWLEDGE.glob("*.md"))), trainer)
    return tokenizer


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    words = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    kinds = [gguf.TokenType.CONTROL if word in SPECIALS else gguf.TokenType.NORMAL for word in words]
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in merges])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _weights(shape: Shape, vocabulary: int) -> list[tuple[str, npt.NDArray[np.float32]]]:
    random = np.random.default_rng(7)

    def drawn(*size: int) -> npt.NDArray[np.float32]:
        return random.normal(0.0, 0.02, size).astype(np.float32)

    width, hidden = shape.width, shape.feed_forward
    ones = np.ones(width, dtype=np.float32)
    weights = [("token_embd.weight", drawn(vocabulary, width)), ("output.weight", drawn(vocabulary, width))]
    for layer in range(shape.layers):
        block = f"blk.{layer}"
        weights += [(f"{block}.attn_{part}.weight", drawn(width, width)) for part in ("q", "k", "v", "output")]
        weights += [(f"{block}.ffn_{part}.weight", drawn(hidden, width)) for part in ("gate", "up")]
        weights += [(f"{block}.ffn_down.weight", drawn(width, hidden))]
        weights += [(f"{block}.{norm}_norm.weight", ones) for norm in ("attn", "ffn")]
    return [*weights, ("output_norm.weight", ones)]


def serve(folder: Path) -> None:
    import xllamacpp

    addresses = {}
    servers = []
    for name, shape in (("chat", CHAT), ("embedding", EMBEDDING)):
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(make_model(folder / f"{name}.gguf", shape))
        parameters.n_ctx = shape.context
        parameters.n_gpu_layers = 0
        parameters.cpuparams.n_threads = 2
        if name == "embedding":
            parameters.embedding = True
            parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
        else:
            parameters.n_parallel = 4
            parameters.use_jinja = True
            parameters.api_keys = ["test-key"]
        server = xllamacpp.Server(parameters)
        servers.append(server)
        addresses[name] = f"{server.listening_address}/v1"
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
