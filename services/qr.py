"""QR codes, drawn here and asked of nobody."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """*text*, an address, as the markup of an SVG image that stands inside a page.

    It is drawn with attributes only, which a strict Content-Security-Policy lets through. The
    quiet zone around it, four modules, belongs to it (ISO/IEC 18004).
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    drawing = code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # noqa: S308 - only numbers of the drawing, no text
