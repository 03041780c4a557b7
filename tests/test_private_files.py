"""What holds secrets can be read by its owner only."""

import os
import sqlite3
import stat
import subprocess
import sys

from django.conf import settings


def test_the_database_file_is_the_owners_own(tmp_path):
    """However freely the machine makes files, and also if it was made before."""
    sqlite3.connect(tmp_path / "db.sqlite3").close()
    (tmp_path / "db.sqlite3").chmod(0o644)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "LOOPBACK": "1",
        "INSTANCE_DIR": str(tmp_path),
        "SITE_URL": "http://127.0.0.1:8000",
    }
    subprocess.run(
        [sys.executable, "manage.py", "showmigrations"],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        umask=0o022,
    )
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir() if file.is_file()}
    assert modes == {0o600}
