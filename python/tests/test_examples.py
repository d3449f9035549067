"""The examples, which are notebooks as scripts, run from beginning to end."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest
from conftest import ROOT

pytest.importorskip("polars")
pytest.importorskip("matplotlib")


@pytest.mark.parametrize(("name", "out"), [("plot", "standoff.svg"), ("audit", "sample.html")])
@pytest.mark.usefixtures("reader")
def test_an_example_runs(name: str, out: str, tmp_path: pathlib.Path) -> None:
    script = ROOT / "python" / "examples" / f"{name}.py"
    reports = ROOT / "examples" / "standoff" / "reports.jsonl"
    done = subprocess.run(
        [sys.executable, str(script), str(reports), str(tmp_path / out)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "wrote " in done.stdout and (tmp_path / out).stat().st_size > 500
