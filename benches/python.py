"""Measures `dateline.read_many` beside `dateline code` on the same reports, its memory over very many short ones, and how
long a `Doc` of spaCy takes.

    python3 benches/python.py [--reports 100000] [--compared 4000] [--quick]

Runs in an environment with the wheel, spaCy and its model (`make bench-python`). One run is held to one core with one thread, one to
two cores with two; opening the model is included. Reports are invented (benches/reports.py): those that are compared as it
makes them, those over which memory is measured with three sentences each.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path(__file__).with_name("reports.py")


def rows(path: str) -> Iterator[dict]:
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read(path: str, threads: str, quick: str) -> None:
    """What is measured, in a process of its own."""
    import dateline

    reader = dateline.Reader(quick=quick == "True")
    tables = reader.read_many(rows(path), threads=int(threads), progress=False)
    print(len(tables.articles), len(tables.happenings), len(tables.failures))


def measured(command: list[str], cores: int) -> tuple[float, list[float], str]:
    """Seconds of a run, its memory in MB five times a second, and what it says."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    start = time.monotonic()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )
    samples: list[float] = []

    def watch() -> None:
        while child.poll() is None:
            try:
                pages = int(Path(f"/proc/{child.pid}/statm").read_text(encoding="ascii").split()[1])
            except (OSError, IndexError):
                return
            samples.append(pages * resource.getpagesize() / 1e6)
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    out, err = child.communicate()
    seconds = time.monotonic() - start
    watcher.join()
    if child.returncode != 0:
        sys.exit(err)
    return seconds, samples, out.strip()


def docs(path: str) -> None:
    """Words a second on one thread: spaCy's own, and the same made by Dateline."""
    import spacy

    import dateline
    from dateline.spacy import DatelinePipe, _analysed

    texts = [row["text"] for row in rows(path)][:300]
    words = sum(len(text.split()) for text in texts)
    own, blank, reader = spacy.load("en_core_web_sm"), spacy.blank("en"), dateline.Reader(quick=True)
    pipe = DatelinePipe(reader)
    ways = {
        "spaCy's words, tags, tree, names": lambda: list(own.pipe(texts)),
        "the same of Dateline": lambda: [_analysed(text, blank.vocab, reader) for text in texts],
        "with all that is read from it, without the encoder": lambda: [pipe(blank.make_doc(text)) for text in texts],
    }
    for name, way in ways.items():
        way()
        start = time.monotonic()
        way()
        print(f"{name}: {words / (time.monotonic() - start):,.0f} words a second")


def invented(path: Path, count: int, sentences: int | None) -> int:
    """Writes invented reports; how many words they have."""
    command = [sys.executable, str(REPORTS), str(count), *([] if sentences is None else [str(sentences)])]
    with path.open("w", encoding="utf-8") as lines:
        subprocess.run(command, stdout=lines, check=True)
    return sum(len(row["text"].split()) for row in rows(str(path)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--compared", type=int, default=4_000)
    parser.add_argument("--quick", action="store_true", help="without the encoder")
    options = parser.parse_args()
    from dateline import program

    quick = ["--quick"] if options.quick else []
    python = [sys.executable, __file__, "--one"]
    with tempfile.TemporaryDirectory() as folder:
        compared, many = Path(folder) / "compared.jsonl", Path(folder) / "many.jsonl"
        words = invented(compared, options.compared, None)
        for cores in (1, 2):
            if cores > len(os.sched_getaffinity(0)):
                print(f"skipped: {cores} cores are not there")
                continue
            out = f"{folder}/coded-{cores}"
            code = [program.path(), "code", *quick, "--jobs", str(cores), "--out", out, str(compared)]
            seconds, _, _ = measured(code, cores)
            others, _, told = measured([*python, str(compared), str(cores), str(options.quick)], cores)
            print(
                f"{cores} threads: dateline code {words / seconds:,.0f} words a second, read_many {words / others:,.0f}: "
                f"{seconds / others:.1%} of it; {told} articles, happenings, failures"
            )
        print(measured([sys.executable, __file__, "--docs", str(compared)], 1)[2])
        words = invented(many, options.reports, 3)
        cores = min(2, len(os.sched_getaffinity(0)))
        seconds, samples, told = measured([*python, str(many), str(cores), "True"], cores)
        size = max(1, len(samples) // 4)
        tops = ", ".join(f"{max(samples[i * size : (i + 1) * size] or [0.0]):.0f}" for i in range(4))
        print(f"{options.reports} short reports, {words} words, in {seconds:.0f} s without the encoder: {told}")
        print(f"memory at most, in each quarter: {tops} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        read(*sys.argv[2:])
    elif sys.argv[1:2] == ["--docs"]:
        docs(*sys.argv[2:])
    else:
        main()
