"""Where is the program ``dateline`` that came with the package?"""

from __future__ import annotations

import os
import sys
import sysconfig


def path() -> str:
    """The program's path; raises ``FileNotFoundError`` if the package was built without it."""
    name = "dateline" + (sysconfig.get_config_var("EXE") or "")
    user = sysconfig.get_preferred_scheme("user")
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user),
        # ``pip install --target`` puts it beside the package.
        os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"),
        os.path.dirname(sys.executable),
    ]
    for folder in folders:
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            return file
    raise FileNotFoundError(f"the program {name} is not among the scripts of this Python: {', '.join(folders)}")
