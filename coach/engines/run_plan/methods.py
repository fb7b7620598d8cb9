"""The four methods by name."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import Method
from coach.engines.run_plan.hybrid_method import HYBRID
from coach.engines.run_plan.method import RunMethod
from coach.engines.run_plan.sprint_method import SPRINT
from coach.engines.run_plan.ultra_method import ULTRA
from coach.engines.run_plan.vdot_method import VDOT

METHODS: Final[dict[Method, RunMethod]] = {"vdot": VDOT, "ultra": ULTRA, "sprint": SPRINT, "hybrid": HYBRID}
