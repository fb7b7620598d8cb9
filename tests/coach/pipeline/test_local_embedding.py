"""The small model on this machine: what it says of sentences, and that it is the published one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from coach.pipeline import local_embedding
from coach.pipeline.embed import embed_question
from coach.pipeline.local_embedding import embed_locally
from coach.pipeline.passage_windows import SHIPPED, window_texts, window_vectors, write_vectors
from coach.readers.knowledge_file import Chunk
from data.settings import settings

# The first numbers of these sentences' vectors as users of the original model print them.
PUBLISHED = {
    "This is an example sentence": [0.06765693, 0.06349593, 0.04871314, 0.07930495, 0.03744806, 0.00265273],
    "Each sentence is converted": [0.08643859],
}


def chunk(words: int, name: str = "a/b") -> Chunk:
    content = " ".join(f"word{number}" for number in range(words))
    return Chunk(name, "a.md", "Sled push", "Technique › Arms", content, ("sled",), ("arms?", "hands?"), 0)


@pytest.mark.parametrize("sentence", PUBLISHED)
def test_its_vectors_are_those_of_the_published_model(sentence: str) -> None:
    vector = embed_locally([sentence])[0]

    assert vector[: len(PUBLISHED[sentence])] == pytest.approx(PUBLISHED[sentence], abs=1e-6)


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours() -> None:
    texts = ["Push the sled.", "", "¿Qué? 壁 🏃 \x00", "word " * 5000]

    together = embed_locally(texts)

    assert together.shape == (4, 384)
    assert np.linalg.norm(together, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)
    assert np.array_equal(together[0], embed_locally(texts[:1])[0])
    assert embed_locally([]).shape == (0, 384)


def test_what_means_the_same_is_closer_than_what_does_not() -> None:
    asked, same, other = embed_locally(
        ["How do I push the sled faster?", "sled push technique for speed", "Which tax form do I need?"]
    )

    assert asked @ same > 0.6 > 0.2 > asked @ other


def test_a_question_is_embedded_here_even_when_it_may_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    settings.cache_clear()

    vector = asyncio.run(embed_question("How heavy is the sled?", may_leave=False))
    settings.cache_clear()

    assert vector is not None
    assert vector == pytest.approx(embed_locally(["How heavy is the sled?"])[0].tolist())


def test_with_a_key_the_local_model_rests_and_a_private_question_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-nobody")
    settings.cache_clear()

    is_active = local_embedding.is_active()
    vector = asyncio.run(embed_question("How heavy is the sled?", may_leave=False))
    settings.cache_clear()

    assert (is_active, vector) == (False, None)


@pytest.mark.parametrize(("words", "parts"), [(1, 1), (120, 1), (150, 1), (151, 2), (180, 2), (300, 3)])
def test_windows_overlap_and_leave_no_word_out(words: int, parts: int) -> None:
    *windows, asks = window_texts(chunk(words))

    bodies = [window.split("\n")[1].split() for window in windows]
    assert asks == "Sled push › Technique › Arms\narms? hands?"
    assert len(bodies) == parts
    assert all(len(body) <= 150 for body in bodies)
    assert {word for body in bodies for word in body} == set(chunk(words).content.split())


def test_shipped_windows_come_back_as_they_were_and_the_rest_is_computed(tmp_path: Path) -> None:
    shipped = tmp_path / "windows.npz"
    old, new = chunk(160, "a/old"), chunk(20, "a/new")
    write_vectors([old], shipped)

    vectors = window_vectors([old, new], shipped)

    assert {name: len(rows) for name, rows in vectors.items()} == {"a/old": 3, "a/new": 2}
    assert vectors["a/old"] == pytest.approx(embed_locally(window_texts(old)), abs=1e-3)
    assert np.array_equal(vectors["a/new"], embed_locally(window_texts(new)))


def test_the_shipped_windows_are_those_of_todays_passages() -> None:
    from coach.knowledge_base import read_knowledge

    with np.load(SHIPPED) as shipped:
        hashes = {name.decode() for name in shipped["hashes"]}

    assert hashes == {one.content_hash for one in read_knowledge()}, "run make knowledge-vectors"
    assert SHIPPED.stat().st_size < 1_500_000
