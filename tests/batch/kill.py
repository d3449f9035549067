"""Kills `dateline code` at random moments and lets it go on, until it is done: the archive must have the same bytes as
that of a run that nobody disturbed, with one thread or several. Copies and stories are sought too, which needs all reports.

    python3 tests/batch/kill.py DATELINE INPUT [--kills 20] [--seed 1] [--part 20]

INPUT is whatever `dateline code` reads; `make kill-test` packs ../shared/bench/html/pages into a web archive where it is
there, else the pages in examples. Prints what was done; the exit status is 0 if all bytes are the same.
"""

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def command(options: argparse.Namespace, out: Path, jobs: int) -> list[str]:
    common = [options.dateline, "code", *options.input, "--out", str(out), "--part", str(options.part)]
    return [*common, "--dedup", "stories", "--jobs", str(jobs)]


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def undisturbed(options: argparse.Namespace, out: Path, jobs: int) -> float:
    start = time.monotonic()
    subprocess.run(command(options, out, jobs), check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def disturbed(options: argparse.Namespace, out: Path, seconds: float, chance: random.Random) -> tuple[int, int]:
    """Kills the run as often as wanted, then lets it end; kills, and those that met a run at work."""
    met = 0
    for _ in range(options.kills):
        run = subprocess.Popen(command(options, out, chance.choice([1, 2, 3])), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.0, 1.5 * seconds / options.kills + 0.3))
        met += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
    subprocess.run(command(options, out, 2), check=True, stderr=subprocess.DEVNULL)
    return options.kills, met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("input", nargs="+")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=int, default=20)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, single, killed = (Path(folder) / name for name in ("whole", "single", "killed"))
        seconds = undisturbed(options, whole, 2)
        undisturbed(options, single, 1)
        kills, met = disturbed(options, killed, seconds, chance)
        wanted = digest(whole)
        same = {name: digest(out) == wanted for name, out in [("one thread", single), ("killed", killed)]}
        print(f"{len(wanted)} files, {seconds:.1f} s undisturbed; kill -9 {kills} times, {met} of them while it worked")
        for name, equal in same.items():
            print(f"{name}: {'the same bytes' if equal else 'OTHER BYTES'}")
        return 0 if all(same.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
