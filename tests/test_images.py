"""Pictures are taken in only as pictures, and stored without a trace of place or camera."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ExifTags, PngImagePlugin
from PIL import Image as Picture

from publishing.images import MAX_BYTES, MAX_PIXELS, MAX_SIDE, CleanImage, clean_image
from publishing.models import Image
from tests.factories import make_image, make_press_release
from tests.visits import visit

PLACE, CAMERA = "Hemlig gata 1", "Kameran AB"
KINDS = ["JPEG", "PNG", "WEBP"]


def exif(orientation: int = 1) -> Picture.Exif:
    """What a telephone writes: where, with what, and which way up."""
    written = Picture.Exif()
    written[ExifTags.Base.Make] = CAMERA
    written[ExifTags.Base.ImageDescription] = PLACE
    written[ExifTags.Base.Orientation] = orientation
    gps = written.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (55.0, 36.0, 21.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (13.0, 0.0, 1.0)
    return written


def picture(kind: str = "JPEG", size=(60, 40), mode: str = "RGB", **options) -> bytes:
    """Red to the left, blue to the right."""
    drawn = Picture.new(mode, size, "blue" if mode == "RGB" else 1)
    if mode == "RGB":
        drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    drawn.save(out, kind, **options)
    return out.getvalue()


def reopened(data: bytes) -> Picture.Image:
    return Picture.open(BytesIO(data))


# --- What is taken away --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_place_and_camera_are_gone(kind):
    data = picture(kind, exif=exif())
    assert reopened(data).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    clean = clean_image(data)
    assert not reopened(clean.data).getexif()
    for secret in (PLACE, CAMERA, "Exif"):
        assert secret.encode() not in clean.data


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"comment": PLACE}),
        ("JPEG", {"icc_profile": PLACE.encode() * 20}),
        ("JPEG", {"xmp": PLACE.encode()}),
        ("WEBP", {"xmp": PLACE.encode()}),
        ("PNG", {"icc_profile": PLACE.encode() * 20}),
        ("PNG", {"text": True}),
    ],
)
def test_comments_profiles_and_hidden_texts_are_gone(kind, options):
    if options.pop("text", False):
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", PLACE)
    data = picture(kind, **options)
    assert reopened(data).info
    clean = clean_image(data)
    assert PLACE.encode() not in clean.data
    assert not {"comment", "Comment", "icc_profile", "xmp"} & reopened(clean.data).info.keys()


def test_what_follows_the_picture_in_its_file_is_gone():
    assert b"zip" not in clean_image(picture() + b"PK zip").data


@pytest.mark.django_db
def test_a_file_in_the_library_holds_nothing_of_it(uploads):
    make_image(file=ContentFile(picture(exif=exif()), f"{PLACE}.jpg"))
    [stored] = [path for path in uploads.rglob("*") if path.is_file()]
    assert not reopened(stored.read_bytes()).getexif()
    assert PLACE not in stored.name
    assert PLACE.encode() not in stored.read_bytes()


# --- What is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (60, 40), (5, 20)),
        (3, (60, 40), (55, 20)),
        (6, (40, 60), (20, 5)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_the_picture_stands_as_it_was_seen(kind, orientation, size, red_at):
    clean = clean_image(picture(kind, exif=exif(orientation)))
    assert (clean.width, clean.height) == size
    red, _green, blue = reopened(clean.data).convert("RGB").getpixel(red_at)
    assert red > 200 > 50 > blue


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_format_stays_whatever_the_name_says(kind, extension):
    clean = clean_image(picture(kind))
    assert clean.extension == extension
    assert reopened(clean.data).format == kind


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "1"),
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "I;16"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
    ],
)
def test_pictures_in_other_colour_modes_are_taken_in(kind, mode):
    assert clean_image(picture(kind, mode=mode)).width == 60


def test_transparency_stays():
    out = BytesIO()
    Picture.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "PNG")
    assert reopened(clean_image(out.getvalue()).data).getpixel((0, 0))[3] == 0


def test_a_very_large_picture_is_made_smaller():
    clean = clean_image(picture("PNG", size=(MAX_SIDE + 1000, 20)))
    assert clean.width == MAX_SIDE


@pytest.mark.django_db
def test_the_library_knows_the_size_of_what_is_stored(uploads):
    image = make_image(file=ContentFile(picture(exif=exif(6)), "a.jpg"))
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60)
    assert reopened(Path(image.file.path).read_bytes()).size == (40, 60)


# --- What is refused -----------------------------------------------------------------------------

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
TEXT_BOMB = PngImagePlugin.PngInfo()
TEXT_BOMB.add_text("Comment", "x" * 3_000_000, zip=True)
NOT_PICTURES = {
    "SVG": SVG,
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "PDF": b"%PDF-1.7",
    "GIF": picture("GIF", mode="P"),
    "BMP": picture("BMP"),
    "TIFF": picture("TIFF"),
    "nothing": b"",
    "half a picture": picture()[:400],
    "a beginning only": picture("PNG")[:33],
    "a bomb of text": picture("PNG", pnginfo=TEXT_BOMB),
    "a bomb of pixels": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\2\0\0\0",
}


@pytest.mark.parametrize("data", NOT_PICTURES.values(), ids=NOT_PICTURES)
def test_what_is_no_picture_is_refused_with_the_reason(data):
    with pytest.raises(ValidationError, match="JPEG, PNG eller WebP"):
        clean_image(data)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_an_svg_is_refused_whatever_its_name_and_never_stored(uploads, name):
    with pytest.raises(ValidationError, match="JPEG, PNG eller WebP"):
        make_image(file=ContentFile(SVG, name))
    assert not Image.objects.exists()
    assert not [path for path in uploads.rglob("*") if path.is_file()]


def test_too_many_bytes_are_refused_with_the_limit():
    with pytest.raises(ValidationError, match="högst 20 MB"):
        clean_image(picture() + b"\0" * MAX_BYTES)


def test_too_many_pixels_are_refused_with_the_limit():
    side = int(MAX_PIXELS**0.5) + 1
    with pytest.raises(ValidationError, match="högst 60 miljoner"):
        clean_image(picture("PNG", size=(side, side), mode="1"))


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow says what it found broken.
def test_a_broken_picture_is_mended_or_refused_and_never_an_error():
    whole = picture(exif=exif(6))
    accidents = random.Random(1)  # noqa: S311
    for _ in range(1500):
        broken = bytearray(whole)
        for _ in range(accidents.randint(1, 6)):
            broken[accidents.randrange(200)] = accidents.randrange(256)
        try:
            outcome = clean_image(bytes(broken))
        except ValidationError as refused:
            outcome = refused
        assert isinstance(outcome, CleanImage | ValidationError)


@pytest.mark.django_db
def test_the_same_picture_is_refused_the_second_time():
    make_image(file=ContentFile(picture(), "a.jpg"))
    second = Image(file=ContentFile(picture(), "b.jpg"), alt_sv="En bild")
    with pytest.raises(ValidationError, match="finns redan"):
        second.full_clean()


# --- How they are shown --------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_picture_is_sent_as_what_it_is_and_nothing_else(client):
    response = client.get(make_image().get_absolute_url())
    assert response.getvalue().startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(("decorative", "alt"), [(False, "En ljus entré"), (True, "")])
def test_the_alternative_text_is_left_out_only_where_a_picture_is_decorative(
    client, decorative, alt
):
    release = make_press_release()
    release.release_images.create(image=make_image(), decorative=decorative)
    [shown] = visit(client, release).all("img")
    assert shown.attributes["alt"] == alt
    assert (shown.attributes["width"], shown.attributes["height"]) == ("40", "30")
