"""A day as somebody writes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from data.errors import WRITE_A_DAY


def _no_number(written: Any) -> Any:
    """Pydantic reads a number as seconds since 1970, so a 0 by mistake would become a birthday."""
    is_number = isinstance(written, int | float) or (isinstance(written, str) and re.fullmatch(r"[\s\d.+-]*", written))
    if is_number and not re.fullmatch(r"\s*\d{4}-\d\d-\d\d\s*", str(written)):
        raise ValueError(WRITE_A_DAY)
    return written


Day = Annotated[date, BeforeValidator(_no_number)]
