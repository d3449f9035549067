"""Measures an archive in one file: how fast reports are added beside `dateline code`, how large it is, how soon it answers.

    python3 benches/archive.py DATELINE [--reports 100000] [--sentences 25] [--folder DIR]

The reports are invented (reports.py). Times of questions are the best of five, with the start of the program.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import reports
from batch import memory

QUESTIONS = {
    "search, two words": ["search", "ARCHIVE", "border talks", "--format", "jsonl"],
    "search, a phrase": ["search", "ARCHIVE", '"grain agreement"', "--format", "jsonl"],
    "search, a speaker": ["search", "ARCHIVE", "pensions", "--speaker", "Keiko Velmont", "--format", "jsonl"],
}
QUERIES = {
    "actor: what was done": "SELECT event, recipient_name, \"when\", sentence FROM happenings WHERE actor_name = 'Ana Barberg' "
    "ORDER BY \"when\" DESC LIMIT 100",
    "actor: what was said": "SELECT words FROM quotations WHERE speaker = 'Ana Barberg' LIMIT 100",
    "timeline: a month": "SELECT \"when\", event, count(*), avg(score) FROM happenings WHERE \"when\" >= '2031-03-01' "
    "AND \"when\" < '2031-04-01' GROUP BY 1, 2",
    "timeline: a year": "SELECT substr(\"when\", 1, 7), event, count(*) FROM happenings GROUP BY 1, 2",
}


def run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, seconds of processor, and the highest resident memory in MB."""
    start, highest = time.monotonic(), 0.0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def watch() -> None:
        nonlocal highest
        while child.poll() is None:
            highest = max(highest, memory(child.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if child.returncode != 0:
        sys.exit(f"{' '.join(command[:3])} ended with {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, highest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=25, help="of each report: with fewer, many reports are read sooner")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        source, archive = folder / "reports.jsonl", folder / "bench.db"
        words = 0
        with source.open("w", encoding="utf-8") as file:
            for report in reports.reports(options.reports, length=options.sentences):
                words += len(report["text"].split())
                file.write(json.dumps(report, ensure_ascii=False) + "\n")
        print(f"{options.reports} invented reports, {words} words")
        measure(options.dateline, source, archive, folder / "coded", words)


def measure(dateline: str, source: Path, archive: Path, coded: Path, words: int) -> None:
    code = run([dateline, "code", str(source), "--quick", "--dedup", "stories", "--out", str(coded)])
    add = run([dateline, "add", str(archive), str(source), "--quick"])
    for what, (seconds, processor, highest) in (("code", code), ("add", add)):
        print(f"{what}: {seconds:.1f} s, {words / seconds:.0f} words/s, {words / processor:.0f} words per second of processor, "
              f"at most {highest:.0f} MB")
    print(f"add has {code[0] / add[0]:.2f} x the words/s of code (asked: 0.75)")
    with sqlite3.connect(archive) as database:
        text = database.execute("SELECT sum(length(CAST(text AS BLOB))) FROM texts").fetchone()[0]
    print(f"file: {archive.stat().st_size / 1e6:.1f} MB, {archive.stat().st_size / text:.2f} x the text (asked: 3.5)")
    again = run([dateline, "add", str(archive), str(source), "--quick"])
    print(f"added again: {again[0]:.1f} s, nothing changed")
    with sqlite3.connect(archive) as database:
        for what, sql in QUERIES.items():
            print(f"{what}: {best(lambda sql=sql: database.execute(sql).fetchall()):.0f} ms in the database")
    for what, arguments in QUESTIONS.items():
        command = [dateline, *(str(archive) if part == "ARCHIVE" else part for part in arguments)]
        print(f"{what}: {best(lambda command=command: subprocess.run(command, check=True, capture_output=True)):.0f} ms")


def best(do) -> float:
    """Milliseconds of the fastest of five."""
    times = []
    for _ in range(5):
        start = time.monotonic()
        do()
        times.append(time.monotonic() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
