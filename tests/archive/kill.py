"""Kills `dateline add` at random moments and lets it go on, until all is added: nothing that was committed may be lost, the
archive has to be whole after each kill, and its rows must be those of a run that nobody disturbed.

    python3 tests/archive/kill.py DATELINE INPUT [--kills 50] [--seed 1]

INPUT is whatever `dateline add` reads. Prints what was done; the exit status is 0 if all is as it should be.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TABLES = ["reports", "texts", "records", "edits", "articles", "quotations", "events", "event_parties", "happenings",
          "actors", "figures", "times", "places", "failures", "copies", "stories", "merged_events", "tellings", "differences"]
# When something was done differs from run to run.
OTHERWISE = {"added", "begun"}


def add(options: argparse.Namespace, archive: Path, jobs: int) -> list[str]:
    return [options.dateline, "add", str(archive), *options.input, "--quick", "--jobs", str(jobs)]


def rows(archive: Path) -> dict[str, list]:
    with sqlite3.connect(archive) as database:
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_schema")}
        found = {}
        for table in TABLES:
            if table in there:
                columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] not in OTHERWISE]
                named = ", ".join(f'"{column}"' for column in columns)
                found[table] = sorted(database.execute(f"SELECT {named} FROM {table}"), key=repr)
    return found


def count(archive: Path) -> int:
    with sqlite3.connect(archive) as database:
        there = database.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'reports'").fetchone()[0]
        return database.execute("SELECT count(*) FROM reports").fetchone()[0] if there else 0


def is_whole(options: argparse.Namespace, archive: Path) -> bool:
    return subprocess.run([options.dateline, "check", str(archive)], stderr=subprocess.DEVNULL).returncode == 0


def disturbed(
    options: argparse.Namespace,
    chance: random.Random,
    command: Callable[[], list[str]],
    whole: Path,
    killed: Path,
    seconds: float,
) -> tuple[dict[str, list], int, list[str]]:
    """Kills the command as often as wanted, then lets it end; the rows that are wanted, kills that met it at work, faults."""
    met, held, faults = 0, 0, []
    for number in range(options.kills):
        run = subprocess.Popen(command(), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.0, 1.5 * seconds / options.kills + 0.4))
        met += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
        if not killed.exists() or killed.stat().st_size == 0:
            continue
        now = count(killed)
        if now and not is_whole(options, killed):
            faults.append(f"kill {number}: not whole")
        if now < held:
            faults.append(f"kill {number}: {held} reports were committed, {now} are left")
        held = now
    subprocess.run(command(), check=True, stderr=subprocess.DEVNULL)
    if not is_whole(options, killed):
        faults.append("at the end: not whole")
    wanted, found = rows(whole), rows(killed)
    faults += [f"{table}: other rows" for table in wanted if wanted[table] != found.get(table)]
    return wanted, met, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("input", nargs="+")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder) / "whole.db", Path(folder) / "killed.db"
        start = time.monotonic()
        subprocess.run(add(options, whole, 2), check=True, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - start
        again = lambda: add(options, killed, chance.choice([1, 2, 3]))
        wanted, met, faults = disturbed(options, chance, again, whole, killed, seconds)
        total = sum(map(len, wanted.values()))
        print(f"{count(whole)} reports, {total} rows of {len(wanted)} tables, {seconds:.1f} s undisturbed; "
              f"kill -9 {options.kills} times, {met} of them while it worked")
        print("\n".join(faults) if faults else "nothing lost, whole after each kill, the same rows")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
