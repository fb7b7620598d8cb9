"""How much runners of a division fade from run 2 to run 7, and a verdict against them."""

from typing import NamedTuple

from coach.engines.field import group_name


class FadeQuartiles(NamedTuple):
    """Percent: run 7 against run 2 (p5 to p95), slope per run over runs 2–7 (p25 to p75)."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    slope_p25: float
    slope_p50: float
    slope_p75: float


# Seasons 7–8. Relay has none on purpose: run 2 and run 7 are different people.
FADE_QUARTILES: dict[tuple[str, str], FadeQuartiles] = {
    ("open", "men"): FadeQuartiles(-4.6, 4.6, 9.2, 14.7, 30.4, 0.5, 1.4, 2.4),
    ("open", "women"): FadeQuartiles(-4.2, 3.3, 7.3, 11.9, 23.0, 0.5, 1.2, 2.1),
    ("pro", "men"): FadeQuartiles(0.4, 6.7, 10.9, 16.2, 31.2, 0.8, 1.5, 2.4),
    ("pro", "women"): FadeQuartiles(-0.2, 5.7, 9.0, 13.1, 22.7, 0.7, 1.4, 2.1),
    ("doubles", "men"): FadeQuartiles(-3.5, 3.5, 8.5, 13.0, 25.0, 0.6, 1.3, 2.1),
    ("doubles", "mixed"): FadeQuartiles(-3.5, 3.5, 8.0, 13.0, 25.0, 0.6, 1.3, 2.1),
    ("doubles", "women"): FadeQuartiles(-3.5, 3.5, 7.4, 13.0, 25.0, 0.6, 1.3, 2.1),
}


def fade_verdict(fade_pct: float | None, division: str, gender: str) -> str | None:
    """A sentence on the fade against the quartiles of the division; None where there are none.

    Slowing down is normal, so it is judged against others and never against 0.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> fade_verdict(9.2, "open", "men")
    '+9.2 %: typical for open men (middle half +4.6 to +14.7 %)'
    >>> fade_verdict(1.0, "open", "men")
    '+1.0 %: steadier than three quarters of open men (middle half +4.6 to +14.7 %)'
    >>> fade_verdict(9.2, "relay", "men") is None
    True
    """
    quartiles = FADE_QUARTILES.get((division, gender))
    if fade_pct is None or quartiles is None:
        return None
    group = group_name(division, gender)
    middle_half = f"middle half {signed(quartiles.p25)} to {signed(quartiles.p75)} %"
    return f"{signed(fade_pct)} %: {_judgement(fade_pct, quartiles)} {group} ({middle_half})"


def _judgement(fade_pct: float, quartiles: FadeQuartiles) -> str:
    if fade_pct < quartiles.p5:
        return "steadier than 95 % of"
    if fade_pct < quartiles.p25:
        return "steadier than three quarters of"
    if fade_pct <= quartiles.p75:
        return "typical for"
    if fade_pct <= quartiles.p95:
        return "a larger fade than three quarters of"
    return "a larger fade than 95 % of"


def slope_verdict(slope_pct: float | None, division: str, gender: str) -> str | None:
    """A sentence on the slope over runs 2–7; None where there is nothing to compare.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> slope_verdict(1.4, "open", "men")
    '+1.4 % per run: typical for open men (middle half +0.5 to +2.4 %)'
    >>> slope_verdict(3.0, "pro", "women")
    '+3.0 % per run: steeper than three quarters of pro women (middle half +0.7 to +2.1 %)'
    """
    quartiles = FADE_QUARTILES.get((division, gender))
    if slope_pct is None or quartiles is None:
        return None
    judgement = "typical for"
    if slope_pct < quartiles.slope_p25:
        judgement = "flatter than three quarters of"
    elif slope_pct > quartiles.slope_p75:
        judgement = "steeper than three quarters of"
    middle_half = f"middle half {signed(quartiles.slope_p25)} to {signed(quartiles.slope_p75)} %"
    return f"{signed(slope_pct)} % per run: {judgement} {group_name(division, gender)} ({middle_half})"


def signed(value: float) -> str:
    """A number with its sign and one decimal.

    Source: none, typography only.

    >>> signed(9.24), signed(-4.6), signed(-0.04)
    ('+9.2', '−4.6', '0.0')
    """
    rounded = round(value, 1)
    if rounded == 0:
        return "0.0"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"
