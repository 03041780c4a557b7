"""The content that ships with the site: one TOML file per kind, and how such files are read."""

import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.models import Model

FOLDER = Path(__file__).parent
#: The files, without ".toml", in the order of loading: what others refer to comes first.
KINDS = (
    "spoken_languages",
    "card_languages",
    "target_groups",
    "topics",
    "organisations",
    "places",
    "support_lines",
    "services",
    "contact_points",
    "guide_questions",
    "guide_answers",
    "events",
    "fact_boxes",
    "media_contacts",
    "press_releases",
    "accessibility_statements",
    "pages",
    "notices",
    "synonyms",
)
#: Never to be changed: the permanent ids of all shipped objects follow from it.
NAMESPACE = uuid.UUID("2f0b7c58-6d0e-4a53-9a55-3f6f1d5b8c41")


class ContentError(Exception):
    """A mistake in a content file, in one sentence that says where."""


@dataclass(frozen=True)
class Shipped:
    """One object as its file describes it; ``fields`` holds what TOML made of it."""

    path: Path
    model: type[Model]
    key: str
    fields: dict

    @property
    def name(self) -> str:
        """What it is known by among all shipped objects: "services.Service:kriscentrum"."""
        return f"{self.model._meta.label}:{self.key}"

    @property
    def identity(self) -> tuple[str, object]:
        """The field that tells its stored object from others, and the value there."""
        if any(field.name == "uuid" for field in self.model._meta.fields):
            return "uuid", uuid.uuid5(NAMESPACE, self.name)
        return "code", self.key

    def several(self, name: str, kind: type) -> list:
        """The list given under *name*, all of one *kind*: str for keys, dict for rows."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, kind) for each in value):
            what = "keys" if kind is str else "tables"
            raise self.error(f"a list of {what} is expected", name)
        return value

    def error(self, message: str, *where: str) -> ContentError:
        """The error to raise about this object, or about the row and field that *where* names."""
        return ContentError(", ".join([self.path.name, f'"{self.key}"', *where]) + f": {message}")


def read(folder: Path = FOLDER) -> list[Shipped]:
    """Return the objects of all files in *folder*, in the order of loading.

    Raises ContentError for what is not well formed. Whether the fields fit the model is found out
    by those who write them.
    """
    strangers = {path.stem for path in folder.glob("*.toml")} - {*KINDS}
    if strangers:
        raise ContentError(f"{min(strangers)}.toml: no file of this name is ever loaded")
    paths = (folder / f"{kind}.toml" for kind in KINDS)
    shipped = [one for path in paths if path.exists() for one in _read_file(path)]
    seen = set()
    for one in shipped:
        if one.name in seen:
            raise one.error("another object has this key")
        seen.add(one.name)
    return shipped


def _read_file(path: Path) -> Iterator[Shipped]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        model = apps.get_model(content["model"])
    except (ValueError, KeyError, LookupError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    for fields in content.get("object", []):
        if not isinstance(key := fields.pop("key", None), str):
            raise ContentError(f"{path.name}: an object has no key: {fields}")
        yield Shipped(path, model, key, fields)
