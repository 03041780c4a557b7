"""Makes sure that the programs that come from the system, and not from pip or npm, are there.

    python -m tests.programs

As root on a machine with apt, what is missing is installed. Otherwise it is named, and that is all.
"""

import os
import shutil
import subprocess
import sys

from tests.chromium import find_chromium
from tests.nu import find_java
from tests.postgres import find_postgres


def find_nginx() -> str | None:
    """Where nginx is, which is not on everybody's path."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")


# Debian's package, and how to see that its program is there, whoever installed it.
PARTS = {
    "chromium": find_chromium,
    "default-jre-headless": find_java,
    "gettext": lambda: shutil.which("xgettext"),
    "openssl": lambda: shutil.which("openssl"),
    "nginx-light": find_nginx,
    "postgresql": find_postgres,
}


def missing() -> list[str]:
    """The packages whose programs are not there."""
    return [package for package, find in PARTS.items() if not find()]


def install(packages: list[str]) -> None:
    """Installs Debian packages, without questions and without what they merely recommend."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], env=environment, check=True)


def main() -> str | None:
    """Installs what can be installed; returns a sentence if something is missing after that."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        packages = missing()
    if packages:
        return f"The tests need more of this system. Install, then try again: {' '.join(packages)}"
    return None


if __name__ == "__main__":
    sys.exit(main())
