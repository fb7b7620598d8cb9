"""Whether a text speaks of somebody under 18."""

from __future__ import annotations

import re

ADULT_YEARS = 18
AGE = r"(?P<{name}>8|9|1[0-7]|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
# A bare number after "I'm" is an age only where nothing counted follows: not "I'm 15 minutes off".
SAID_AGE = re.compile(
    rf" (?:im|i am|ive just turned|i just turned|turning|i turn|i turned|age|aged) (?:only |just |about |nearly |"
    rf"almost )?{AGE.format(name='first')}"
    r"(?= (?:[.,/]|and|but|so|now|male|female|boy|girl|m|f|years? old|yo|y o|yrs?|can|want|with|is)(?: |$)| $)"
    rf"| {AGE.format(name='second')} (?:years? old|yo|y o|yr old|yrs old)(?! (?:record|pb|shoe|shoes|injury|car|"
    rf"dog|plan|whisky))(?= )"
    r"| im (?:a minor|under 18|still in (?:middle|high) school|underage)(?= )"
)


def is_minor(said: str) -> bool:
    return SAID_AGE.search(said) is not None
