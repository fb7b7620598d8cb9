"""`check_run_plan`: the rules a plan must keep, checked from outside the builder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain

from coach.engines.run_plan.contract import Finding, RunPlan
from coach.engines.run_plan.invariants_content import content_findings
from coach.engines.run_plan.invariants_days import day_findings
from coach.engines.run_plan.invariants_evidence import evidence_of
from coach.engines.run_plan.invariants_race import race_findings
from coach.engines.run_plan.invariants_volume import volume_findings


def check_run_plan(plan: RunPlan) -> list[Finding]:
    """What a plan breaks ("hard") or bends ("warning"); a rule that is bent without saying so is broken.

    Rules 14 (`check_refresh`) and 15 (determinism) need more than one plan. Rule 0 is a plan's own form.
    Sources of the rules: Nielsen 2014, Frandsen 2025, Daniels, Pfitzinger, Seiler, Bosquet 2007, Haugen 2019, Koop.
    """
    return [unless_said(plan, finding) for finding in bent_rules(plan)]


def bent_rules(plan: RunPlan) -> list[Finding]:
    """As `check_run_plan`, whether the plan says so or not."""
    evidence = evidence_of(plan)
    found = chain(
        volume_findings(evidence), day_findings(evidence), content_findings(evidence), race_findings(evidence)
    )
    return sorted(set(found), key=lambda finding: (finding.on, finding.rule, finding.text))


def unless_said(plan: RunPlan, finding: Finding) -> Finding:
    """The finding; a bent rule of which the plan's notes say nothing is a broken one."""
    if finding.level == "warning" and finding.text not in said_about(plan, finding):
        return finding._replace(level="hard", text=f"{finding.text} The plan does not say so.")
    return finding


def said_about(plan: RunPlan, finding: Finding) -> tuple[str, ...]:
    """Notes of the whole plan and of the week the finding is in."""
    weeks = (week.notes for week in plan.weeks if week.monday <= finding.on <= week.monday + timedelta(days=6))
    return tuple(chain(plan.notes, *weeks))


def hard_findings(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level == "hard"]
