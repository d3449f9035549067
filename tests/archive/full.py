"""Lets the disk run full while reports are added: what was committed stays, the archive is whole, and when there is room the
same command goes on to the same rows.

    sudo python3 tests/archive/full.py DATELINE

Mounts a small tmpfs, so it has to be run by who may; else it says that it was skipped.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benches"))
import kill
import reports


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        disk = folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode != 0:
            print("SKIPPED the full disk: a small disk cannot be mounted")
            return 0
        try:
            return fill(options.dateline, folder, disk)
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def fill(dateline: str, folder: Path, disk: Path) -> int:
    source, whole, small = folder / "reports.jsonl", folder / "whole.db", disk / "small.db"
    lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in reports.reports(600))
    source.write_text("".join(lines), encoding="utf-8")

    def add(archive: Path) -> subprocess.CompletedProcess:
        return subprocess.run([dateline, "add", str(archive), str(source), "--quick"], capture_output=True, text=True)

    faults = []
    full = add(small)
    if full.returncode == 0 or "the disk is full" not in full.stderr:
        faults.append(f"a full disk was not told: {full.stderr.strip()[-300:]}")
    if subprocess.run([dateline, "check", str(small)], capture_output=True).returncode != 0:
        faults.append("the archive is not whole")
    held = kill.count(small)
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    for archive in (small, whole):
        if add(archive).returncode != 0:
            faults.append(f"{archive.name} could not be finished")
    if kill.count(small) < held or kill.rows(small) != kill.rows(whole):
        faults.append("other rows than on a disk with room")
    print(f"disk full after {held} of {kill.count(whole)} reports; finished when there was room")
    print("\n".join(faults) if faults else "nothing lost, the same rows")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
