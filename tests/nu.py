"""Checks HTML with the Nu HTML checker: any number of documents in one run of Java."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
OLDEST_JAVA = 17
# Goes along with every run. A checker that finds no fault in it has checked nothing.
WRONG = "<!doctype html><html lang=en><title>Wrong on purpose</title><p></div>"


def find_java() -> str | None:
    """The path of a Java that can run the checker, or None."""
    java = shutil.which("java")
    if java is None:
        return None
    answer = subprocess.run([java, "-version"], check=False, capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', answer)
    return java if version and int(version[1]) >= OLDEST_JAVA else None


def nu_faults(documents: dict[str, str]) -> list[str]:
    """Takes HTML documents by name; returns every error and warning as one readable line each."""
    names = ["wrong on purpose", *documents]
    with tempfile.TemporaryDirectory() as folder:
        for number, html in enumerate([WRONG, *documents.values()]):
            Path(folder, f"{number}.html").write_text(html, encoding="utf-8")
        messages = check(folder)
    faults = {name: [] for name in names}
    for message in messages:
        # Plain information, such as the note on trailing slashes, is no fault.
        if message["type"] != "info" or message.get("subType") == "warning":
            name = names[int(Path(message["url"]).stem)]
            faults[name].append(f"{name}: {described(message)}")
    if not faults.pop("wrong on purpose"):
        raise RuntimeError("The Nu checker found no fault in a document that has one.")
    return [line for lines in faults.values() for line in lines]


def check(folder: str) -> list[dict]:
    """Takes a folder of documents; returns the checker's messages on all of them."""
    command = [find_java() or "java", "-Xss2m", "-jar", CHECKER, "--stdout", "--format", "json"]
    run = subprocess.run([*command, folder], check=False, capture_output=True, text=True)
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"The Nu checker did not run:\n{run.stdout}{run.stderr}")
    return json.loads(run.stdout)["messages"]


def described(message: dict) -> str:
    """Takes one message of the checker; returns what is wrong, and the HTML around it."""
    kind = message.get("subType") or message["type"]
    extract = " ".join(message.get("extract", "").split())
    return f"{kind} on line {message.get('lastLine', '?')}: {message['message']} [{extract}]"
