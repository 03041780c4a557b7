"""Imports run one way through the house, read from the sources and not from what happens to run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

#: From the floor to the roof: each may use itself and what stands before it.
HOUSE = ("publishing", "services", "events", "press", "malmo_trygghet")
#: What an app keeps to itself; the floor's are made to be built on.
PRIVATE = {"views", "forms", "admin"}
#: Where the server's process begins, and so has to say where the settings are.
ENTRANCE = Path("malmo_trygghet/wsgi.py")


class Import(NamedTuple):
    """One import of a module of the house, with everything that it may be called."""

    path: Path
    line: int
    module: str

    @property
    def app(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def sources(app: str) -> list[Path]:
    """The Python files of *app*."""
    return sorted((settings.BASE_DIR / app).rglob("*.py"))


def imports(app: str) -> list[Import]:
    """Every import of the house's modules in *app*, at the top of a file or inside a function."""
    return [
        Import(path.relative_to(settings.BASE_DIR), line, module)
        for path in sources(app)
        for line, module in imported(ast.parse(path.read_text(encoding="utf-8")), path)
        if module.partition(".")[0] in HOUSE
    ]


def imported(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """The line and module of every import; of ``from a import b``, both a and a.b."""
    package = path.relative_to(settings.BASE_DIR).with_suffix("").parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{name.name}") for name in node.names)


def named(app: str) -> Iterator[Import]:
    """What *app* names in texts as Django and importlib want it: "press.PressRelease"."""
    pattern = re.compile(rf"({'|'.join(HOUSE)})(\.\w+)+")
    for path in sources(app):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and pattern.fullmatch(text):
                yield Import(path.relative_to(settings.BASE_DIR), node.lineno, text)


def test_all_apps_have_their_place_in_the_house():
    ours = {app.partition(".")[0] for app in settings.INSTALLED_APPS}
    here = {path.parent.name for path in settings.BASE_DIR.glob("*/apps.py")}
    assert here == ours & here == {*HOUSE}


@pytest.mark.parametrize("app", HOUSE[:-1])
def test_no_app_imports_what_stands_above_it(app: str):
    above = HOUSE[HOUSE.index(app) + 1 :]
    found = imports(app)
    assert found
    assert [str(one) for one in found if one.app in above] == []


@pytest.mark.parametrize("app", HOUSE[:-1])
def test_no_app_names_what_stands_above_it(app: str):
    above = HOUSE[HOUSE.index(app) + 1 :]
    assert [str(one) for one in named(app) if one.app in above] == []


@pytest.mark.parametrize("app", HOUSE)
def test_no_app_imports_the_views_forms_or_admin_of_another(app: str):
    taken = [
        str(one)
        for one in imports(app)
        if one.app not in {app, HOUSE[0]} and PRIVATE & {*one.module.split(".")[1:]}
    ]
    assert taken == []


def test_settings_are_read_through_django():
    direct = [
        str(one)
        for app in HOUSE
        for one in [*imports(app), *named(app)]
        if one.module.startswith("malmo_trygghet.settings") and one.path != ENTRANCE
    ]
    assert direct == []
