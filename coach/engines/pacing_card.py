"""The plan as a card for the wrist: 5 cm wide, black on white, to print and tape on."""

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont, ImageFont, load_default

from coach.engines.clock import format_clock
from coach.engines.field import group_name
from coach.engines.pacing import PacePlan, PlannedPart
from coach.engines.splits import RUNS

DPI = 300
MM = DPI / 25.4
WIDTH = round(50 * MM)
MARGIN = round(1.5 * MM)
ROW, HEADER, FOOTER = round(4.4 * MM), round(12.5 * MM), round(4.4 * MM)
SPLIT_RIGHT = round(31.5 * MM)
SHADE, INK = 232, 0
_SHORT = {"burpee_broad_jump": "Burpees", "farmers_carry": "Farmers", "sandbag_lunges": "Lunges"}

Font = FreeTypeFont | ImageFont


class Face(NamedTuple):
    """How something is written; size in pixels."""

    size: int
    is_bold: bool = False


TITLE, TIME = Face(round(6.0 * MM), is_bold=True), Face(round(3.2 * MM), is_bold=True)
LETTER, SMALL = Face(round(3.2 * MM)), Face(round(2.3 * MM))


def card_png(plan: PacePlan, marks: Mapping[str, str] | None = None) -> bytes:
    """The card as PNG at 300 dpi; marks: a few letters behind a split, such as who does it ("60/40", "A").

    Source: layout of this product.
    """
    return _saved(_card(plan, marks or {}), "PNG", dpi=(DPI, DPI))


def card_pdf(plan: PacePlan, marks: Mapping[str, str] | None = None) -> bytes:
    """The card as a PDF page of its own size, 5 cm wide: print it at 100 %.

    Source: layout of this product.
    """
    return _saved(_card(plan, marks or {}), "PDF", resolution=DPI, title=f"Pacing card {format_clock(plan.target_s)}")


def _saved(card: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    card.save(file, kind, **options)
    return file.getvalue()


@lru_cache(maxsize=8)
def _font(size: int) -> Font:
    """The font that comes with Pillow: it has no en dash and no minus sign."""
    return load_default(size)


def _card(plan: PacePlan, marks: Mapping[str, str]) -> Image.Image:
    card = Image.new("L", (WIDTH, HEADER + ROW * len(plan.parts) + FOOTER), 255)
    draw = ImageDraw.Draw(card)
    _draw_header(draw, plan)
    for place, part in enumerate(plan.parts):
        _draw_row(draw, HEADER + place * ROW, part, marks.get(part.split, ""))
    bottom = HEADER + len(plan.parts) * ROW
    _write(draw, (MARGIN, bottom + FOOTER // 2), "clock: about, Roxzone spread evenly", SMALL, "lm")
    draw.rectangle((0, 0, WIDTH - 1, card.height - 1), outline=INK, width=2)
    return card


def _draw_header(draw: ImageDraw.ImageDraw, plan: PacePlan) -> None:
    _write(draw, (MARGIN, round(4.6 * MM)), format_clock(plan.target_s), TITLE, "lm")
    group = group_name(plan.field.division, plan.field.gender)
    _write(draw, (WIDTH - MARGIN, round(3.2 * MM)), group, SMALL, "rm")
    if plan.event:
        _write(draw, (WIDTH - MARGIN, round(6.2 * MM)), _fitting(draw, plan.event), SMALL, "rm")
    baseline = HEADER - round(1.9 * MM)
    _write(draw, (SPLIT_RIGHT, baseline), "split", SMALL, "rm")
    _write(draw, (WIDTH - MARGIN, baseline), "clock", SMALL, "rm")


def _fitting(draw: ImageDraw.ImageDraw, text: str) -> str:
    """The text, cut to the room beside the target."""
    while text and draw.textlength(text, font=_font(SMALL.size)) > WIDTH * 0.45:
        text = text[:-1]
    return text


def _draw_row(draw: ImageDraw.ImageDraw, top: int, part: PlannedPart, mark: str) -> None:
    if part.split in RUNS:
        draw.rectangle((0, top, WIDTH, top + ROW), fill=SHADE)
    middle = top + ROW // 2
    label = _SHORT.get(part.split, part.label)
    _write(draw, (MARGIN, middle), label, LETTER, "lm")
    if mark:
        end = MARGIN + round(draw.textlength(label, font=_font(LETTER.size)))
        _write(draw, (end + round(0.8 * MM), middle), mark, SMALL, "lm")
    _write(draw, (SPLIT_RIGHT, middle), format_clock(part.planned_s), TIME, "rm")
    if part.clock_s is not None:
        _write(draw, (WIDTH - MARGIN, middle), format_clock(part.clock_s), LETTER, "rm")


def _write(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, face: Face, anchor: str) -> None:
    draw.text(at, text, fill=INK, font=_font(face.size), anchor=anchor, stroke_width=1 if face.is_bold else 0)
