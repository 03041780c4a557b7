"""Finds the browser of the browser tests."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, or None; the environment's CHROMIUM goes first."""
    installed = [shutil.which(name) for name in NAMES]
    applications = [path for path in MAC_APPLICATIONS if Path(path).exists()]
    found = [os.environ.get("CHROMIUM"), *installed, *applications]
    return next(filter(None, found), None)
