"""`make bench`: each figure beside a floor measured in the same run. Exit code 1 when a limit is broken.

One line each: value, floor, ratio and limit. Seconds mean little on a busy machine, ratios do.
`python -m bench import landing` runs only these.
"""

from __future__ import annotations

import sys
from importlib import import_module

# Each module has `figures()`, which yields what it measured.
BENCHES = {
    "import": "bench.imports",
    "fit": "bench.activity_files",
    "analysis": "bench.analysis",
    "page": "bench.race_page",
    "landing": "bench.landing",
    "exports": "bench.exports",
    "chat": "bench.chat",
    "retrieval": "bench.knowledge_search",
    "growth": "bench.growth",
    "plan": "bench.plan_generation",
    "refresh": "bench.plan_refresh",
    "activities": "bench.activity_import",
    "calendar": "bench.calendar_page",
}


def main() -> int:
    wanted = sys.argv[1:] or list(BENCHES)
    broken = 0
    for name in wanted:
        for figure in import_module(BENCHES[name]).figures():
            broken += not figure.is_kept
            print(figure.line, flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
