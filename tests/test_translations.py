"""The interface is translated in every language, completely, and what is compiled is up to date."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from publishing import languages

LOCALE = settings.BASE_DIR / "locale"
#: "%(name)s" and "%s" of Python; "{name}" of str.format and "%%" come along.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
# What has no texts of its own, or is not the project.
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "tests", "var", "locale")

Key = tuple[str | None, str, str]


def catalogue(folder: Path, language: str) -> polib.POFile:
    """The .po file of *language* in a folder of translations."""
    return polib.pofile(folder / language / "LC_MESSAGES" / "django.po")


def key(entry: polib.POEntry) -> Key:
    """What tells a text from all others: its context, itself, and its plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def translations(entry: polib.POEntry) -> list[str]:
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts as the sources have them now: a folder of translations, none of them translated."""
    project = tmp_path_factory.mktemp("extracted") / "project"
    shutil.copytree(settings.BASE_DIR, project, ignore=LEFT_OUT)
    (project / "locale").mkdir()
    chosen = [argument for code in languages.codes() for argument in ("--locale", code)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *chosen],
        cwd=project,
        env={**os.environ, "INSTANCE_DIR": str(project / "var")},
        check=True,
    )
    return project / "locale"


@pytest.fixture(params=languages.codes())
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return request.param


@pytest.fixture
def committed(language: str) -> polib.POFile:
    """What the project has in the language."""
    return catalogue(LOCALE, language)


def test_every_text_of_the_sources_is_there(
    extracted: Path, committed: polib.POFile, language: str
):
    wanted = {key(entry) for entry in catalogue(extracted, language)}
    assert len(wanted) > 100
    assert wanted - {key(entry) for entry in committed if not entry.obsolete} == set()


def test_nothing_is_there_that_the_sources_no_longer_say(
    extracted: Path, committed: polib.POFile, language: str
):
    wanted = {key(entry) for entry in catalogue(extracted, language)}
    assert [entry.msgid for entry in committed if key(entry) not in wanted] == []
    assert [entry.msgid for entry in committed.obsolete_entries()] == []


def test_nothing_is_left_untranslated(committed: polib.POFile):
    assert [entry.msgid for entry in committed if not all(translations(entry))] == []


def test_nothing_is_only_guessed(committed: polib.POFile):
    assert not committed.metadata_is_fuzzy
    assert [entry.msgid for entry in committed if entry.fuzzy] == []


def test_translations_have_the_placeholders_of_the_text(committed: polib.POFile):
    def strange(entry: polib.POEntry) -> Iterator[str]:
        # A plural may stand for the singular too, never the other way round.
        wanted = placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid)
        return (text for text in translations(entry) if placeholders(text) not in wanted)

    assert [text for entry in committed for text in strange(entry)] == []


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_what_is_compiled_says_what_is_written(language: str, tmp_path: Path):
    folder = LOCALE / language / "LC_MESSAGES"
    compiled = tmp_path / "django.mo"
    subprocess.run(
        ["msgfmt", "--check-format", f"--output-file={compiled}", folder / "django.po"], check=True
    )
    assert messages(folder / "django.mo") == messages(compiled)


def messages(path: Path) -> dict:
    """All that a compiled file holds."""
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog
