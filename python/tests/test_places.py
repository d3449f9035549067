"""What lies in the system's temporary folder goes, however a process ends."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import pytest

ENDS = {
    "at the end": "tables = reader.read_many(['Rain fell on Oslo.'] * 3, progress=False)",
    "a table outlives the others": "articles = reader.read_many(['Rain.'], progress=False).articles; assert len(articles) == 1",
    "never ended": "gathering = dateline._dateline.Gathering(reader._kit); gathering.add('Rain fell on Oslo.')",
    "an error": "try: reader.read_many(1 / n for n in (1, 0))\nexcept ZeroDivisionError: pass",
    "forked": (
        "tables = reader.read_many(['Rain.'], progress=False)\n"
        "pid = os.fork()\n"
        "if pid == 0:\n    del tables; sys.exit()\n"
        "os.waitpid(pid, 0); assert len(tables.articles.to_arrow()) == 1"
    ),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.usefixtures("reader")
def test_nothing_is_left(end: str, tmp_path: pathlib.Path) -> None:
    script = f"import os, sys, dateline\nreader = dateline.Reader(quick=True)\n{ENDS[end]}\n"
    environment = dict(os.environ, TMPDIR=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
