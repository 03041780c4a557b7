"""What happens to a picture before it is stored: checked, turned upright, stripped, re-encoded."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_SIDE = 4000
#: Formats that may come in, and how each is stored.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@dataclass(frozen=True)
class CleanImage:
    """A picture fit to be stored. ``digest`` is the SHA-256 of ``data``, in hexadecimal."""

    data: bytes
    extension: str
    width: int
    height: int
    digest: str


def clean_image(data: bytes) -> CleanImage:
    """Return *data* re-encoded without any metadata (place, camera, colour profile, comments).

    Raises ValidationError, with the reason in the reader's language, for what is not a JPEG, PNG
    or WebP picture, whatever its name says, and for pictures over the limits.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _("The picture is too big: at most %(limit)s MB."),
            code="too_big",
            params={"limit": MAX_BYTES // 1024**2},
        )
    try:
        with Image.open(BytesIO(data), formats=list(FORMATS)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(
                    _("The picture has too many pixels: at most %(limit)s million."),
                    code="too_many_pixels",
                    params={"limit": MAX_PIXELS // 1_000_000},
                )
            kind = image.format
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            plain = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    except ValidationError:
        raise
    except Exception as error:
        # A broken picture, or one made to break its reader, raises whatever it stumbles over.
        raise ValidationError(
            _("This is not a picture that can be used. Use JPEG, PNG or WebP."), code="not_an_image"
        ) from error
    # A fresh image carries no metadata, whatever the plug-in would have written by itself.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, kind, quality=88)
    stored = out.getvalue()
    return CleanImage(
        stored, FORMATS[kind], bare.width, bare.height, hashlib.sha256(stored).hexdigest()
    )
