"""An uploaded picture → a small square one, made anew: nothing of the file survives but its pixels."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageOps

SIZE_PX: Final = 256
MAX_BYTES: Final = 8_000_000
MAX_PIXELS: Final = 50_000_000
FORMATS: Final = ("PNG", "JPEG", "WEBP")


class UnreadablePicture(ValueError):
    """The text says what to do instead."""


def read_avatar(content: bytes) -> bytes:
    """The middle of the picture as WebP of 256 × 256 pixels, turned upright, without place or camera data.

    Raises:
        UnreadablePicture: too large, or not a PNG, JPEG or WebP picture.
    """
    if len(content) > MAX_BYTES:
        raise UnreadablePicture("This picture is larger than 8 MB. Choose a smaller one.")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:  # before anything is unpacked
                raise _too_many_pixels()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    # A broken picture surfaces in several ways in Pillow's decoders; all of them mean the same here.
    except (OSError, SyntaxError, EOFError) as broken:
        raise UnreadablePicture("This is not a picture we can read. Choose a PNG, JPEG or WebP file.") from broken
    small = ImageOps.fit(upright, (SIZE_PX, SIZE_PX))
    sheet = Image.new("RGB", small.size, "white")
    sheet.paste(small, mask=small.getchannel("A"))
    written = io.BytesIO()
    sheet.save(written, "WEBP", quality=82)
    return written.getvalue()


def _too_many_pixels() -> UnreadablePicture:
    return UnreadablePicture("This picture has more than 50 million pixels. Choose a smaller one.")
