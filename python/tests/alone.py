#!/usr/bin/env python3
"""The wheel alone, in an environment of its own with nothing else: alone.py WHEEL FOLDER. It has to read a report."""

import pathlib
import subprocess
import sys
import venv

SCRIPT = """
import sys, warnings, dateline
warnings.simplefilter("ignore", dateline.DatelineWarning)
record = dateline.Reader(quick=True).read("Norway imposed sanctions on Sweden on Tuesday.", date="2031-03-12")
[act] = record.happenings
assert (act.event, record.slice(act.actor), act.when.value) == ("SANCTION", "Norway", "2031-03-11"), record.to_json()
tables = dateline.Reader(quick=True).read_many(["Anna Berg left Oslo.", "Jon Lie stayed."], progress=False)
assert len(tables.articles) == 2 and len(tables.failures) == 0
foreign = {"pandas", "polars", "pyarrow", "spacy", "numpy"} & set(sys.modules)
assert not foreign, foreign
"""


def main(wheel: str, folder: str) -> None:
    place = pathlib.Path(folder) / f"{sys.version_info.major}.{sys.version_info.minor}"
    venv.create(place, with_pip=True, clear=True)
    python = place / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", wheel]
    subprocess.run([str(part) for part in pip], check=True)
    subprocess.run([str(python), "-c", SCRIPT], check=True)
    told = subprocess.run([str(python), "-m", "dateline", "--version"], check=True, capture_output=True, text=True)
    assert told.stdout.startswith("dateline "), told
    print(f"Python {sys.version.split()[0]}: the wheel alone reads a report, and is {told.stdout.splitlines()[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
