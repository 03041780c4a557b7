"""What of an instance only its owner may read: its own secret key, and its database file."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(path: Path) -> str:
    """Return the key kept at *path*, made on first use and readable by the owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    except OSError as error:
        raise SystemExit(f"The folder {path.parent} cannot be written to: {error}") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key())
    return path.read_text()


def keep_private(connection, **kwargs) -> None:
    """Let only the owner read the file of a new *connection*, if it is SQLite's: it holds reports
    of visitors and passwords of staff. What SQLite writes beside it follows."""
    file = Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None
    if file and file.is_file() and file.stat().st_mode & 0o077:
        with suppress(PermissionError):
            file.chmod(0o600)
