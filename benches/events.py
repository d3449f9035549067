#!/usr/bin/env python3
"""What the questions cost beside the parse.

usage: events.py FILE_OR_FOLDER [PROGRAM]

Runs `dateline parse --quiet` and `dateline read` over the same texts and compares the seconds of processor time, starting
the program included. Who and did together should cost less than a third of the parse; here all questions, the codebook's
loading and the records' printing are counted, so this is an upper bound.
"""
import resource
import subprocess
import sys


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime


def main():
    texts, program = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "dateline"
    parse = min(seconds([program, "parse", "--quiet", texts]) for _ in range(3))
    read = min(seconds([program, "read", "--format", "jsonl", texts]) for _ in range(3))
    print(f"parse {parse:.2f} s, read {read:.2f} s: all questions {(read - parse) / parse:.2f} of the parse")


if __name__ == "__main__":
    main()
