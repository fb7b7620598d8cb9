"""`make bench`: each figure beside a floor measured in the same run. Exit code 1 when a limit is broken.

One line each: value, floor, ratio and limit. Seconds mean little on a busy machine, ratios do.
`python -m bench import landing` runs only these.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from bench import analysis, imports, landing, race_page
from bench.figure import Figure

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "import": imports.figures,
    "analysis": analysis.figures,
    "page": race_page.figures,
    "landing": landing.figures,
}


def main() -> int:
    wanted = sys.argv[1:] or list(BENCHES)
    broken = 0
    for name in wanted:
        for figure in BENCHES[name]():
            broken += not figure.is_kept
            print(figure.line, flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
