"""``python -m dateline``: the program that came with the package."""

from __future__ import annotations

import os
import subprocess
import sys

from dateline import program


def main() -> None:
    command = [program.path(), *sys.argv[1:]]
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
