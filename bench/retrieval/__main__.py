"""`make eval`: how well the knowledge base answers judged questions, and keeps silent on others.

Exit code 1 when a figure is below what is required, or more than 0.02 below the baseline. `--write-baseline` makes
today's figures the baseline; `--unjudged` prints what is still to be read and graded, one passage per line.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections import Counter
from collections.abc import Iterator

from bench.database import new_database, own_server, use
from bench.retrieval.questions import FOLDER, Question, judgements, off_topic, questions
from bench.retrieval.report import Quality, Rankings, quality, shortcomings
from coach.knowledge_base import ingest
from coach.pipeline.local_embedding import embed_locally, is_active
from data.db import User
from data.knowledge import SearchArguments, search_chunks
from data.settings import settings

BASELINE = FOLDER / "baseline.json"
TEN = SearchArguments(match_count=10)
READER = User(uuid.UUID(int=1), "reader@example.org")
HUB_SHARE = 0.05
WORDS, BOTH, VECTORS = "words", "words and local vectors", "local vectors"


def main() -> int:
    os.environ["OPENAI_API_KEY"] = ""
    settings.cache_clear()
    with own_server() as server:
        use(new_database(server, "retrieval"))
        print(f"# {ingest().total} passages, {len(questions())} questions, {len(off_topic())} about something else")
        found = {name: dict(rankings) for name, rankings in _systems()}
    if "--unjudged" in sys.argv:
        return _print_unjudged(found)
    reached = {name: _report(name, rankings) for name, rankings in found.items() if name != VECTORS}
    if "--write-baseline" in sys.argv:
        kept = {name: {key: round(value, 4) for key, value in _measures(one).items()} for name, one in reached.items()}
        BASELINE.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    before = json.loads(BASELINE.read_text("utf-8"))
    short = [line for name, one in reached.items() for line in shortcomings(name, one, before.get(name))]
    print("\n".join(short) or "kept")
    return 1 if short else 0


def _systems() -> Iterator[tuple[str, Iterator[tuple[str, list[str]]]]]:
    """Each way of searching, and what it finds for each question; vectors alone only widen what is judged."""
    asked = [*questions(), *off_topic()]
    yield WORDS, ((one.id, _found(one, None, TEN)) for one in asked)
    if not is_active():
        print("# local vectors are not installed: make local-embeddings")
        return
    vectors = {one.id: [float(number) for number in embed_locally([one.question])[0]] for one in asked}
    yield BOTH, ((one.id, _found(one, vectors[one.id], TEN)) for one in asked)
    alone = TEN._replace(full_text_weight=0.0)
    yield VECTORS, ((one.id, _found(one, vectors[one.id], alone)) for one in questions())


def _found(question: Question, vector: list[float] | None, wanted: SearchArguments) -> list[str]:
    return [chunk.id for chunk in search_chunks(READER, question.question, vector, wanted)]


def _report(name: str, found: Rankings) -> Quality:
    grades = judgements()
    whole = quality(questions(), off_topic(), found, grades)
    print(f"{name}\n  all       {whole.line}")
    held_out = [[one for one in ones if one.held_out] for ones in (questions(), off_topic())]
    print(f"  held out  {quality(held_out[0], held_out[1], found, grades).line}")
    lists = Counter(chunk_id for one in questions() for chunk_id in found[one.id][:5])
    for chunk_id, count in lists.most_common(3):
        if count > HUB_SHARE * len(questions()):
            print(f"  in {count} lists of five: {chunk_id}")
    return whole


def _measures(reached: Quality) -> dict[str, float]:
    counts = {"empty", "unjudged"}
    return {key: value for key, value in reached._asdict().items() if key not in counts}


def _print_unjudged(found: dict[str, dict[str, list[str]]]) -> int:
    grades = judgements()
    for one in questions():
        pool = dict.fromkeys(chunk_id for rankings in found.values() for chunk_id in rankings[one.id])
        for chunk_id in pool:
            if chunk_id not in grades.get(one.id, {}):
                print(f"{one.id}\t{one.question}\t{chunk_id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
