"""`make knowledge-vectors`: the vectors that are shipped with the knowledge base, made by the local model."""

from __future__ import annotations

import sys

from coach.knowledge_base import read_knowledge
from coach.pipeline.passage_windows import SHIPPED, write_vectors


def main() -> int:
    chunks = read_knowledge()
    windows = write_vectors(chunks)
    megabytes = SHIPPED.stat().st_size / 1e6
    sys.stdout.write(f"{len(chunks)} passages, {windows} windows, {megabytes:.2f} MB in {SHIPPED.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
