"""Measures `dateline code` from a compressed web archive to Parquet, everything included.

    python3 benches/batch.py DATELINE FOLDER [--pages 1200]

FOLDER holds saved pages; they are repeated with changes until there are as many as wanted (batch_warc.py). One run is
held to one core, with one thread that reads, one to two cores with two. Words are those of the texts that were coded;
pages in other languages cost their share and count for nothing.
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
from pathlib import Path

import batch_warc


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6


def run(dateline: str, archive: Path, out: Path, cores: int) -> dict:
    """One run: seconds, counts, and resident memory five times a second."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    command = [dateline, "code", str(archive), "--out", str(out), "--jobs", str(cores)]
    start = time.monotonic()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, allowed))
    samples: list[float] = []

    def watch() -> None:
        while child.poll() is None:
            samples.append(memory(child.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if child.returncode != 0:
        sys.exit(f"dateline code ended with {child.returncode}")
    parts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["parts"]
    sums = {name: sum(part["holds"][name] for part in parts) for name in ("read", "coded", "words", "events")}
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "samples": samples, **sums}


def quarters(samples: list[float]) -> str:
    """The highest memory in each quarter of a run."""
    size = max(1, len(samples) // 4)
    return ", ".join(f"{max(samples[i * size : (i + 1) * size] or [0.0]):.0f}" for i in range(4))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "bench.warc.gz"
        sys.argv = ["batch_warc.py", str(options.folder), str(archive), "--pages", str(options.pages)]
        batch_warc.main()
        print(f"{options.pages} pages, {archive.stat().st_size / 1e6:.0f} MB packed")
        rates = []
        for cores in (1, 2):
            if cores > len(os.sched_getaffinity(0)):
                print(f"skipped: {cores} cores are not there")
                continue
            done = run(options.dateline, archive, Path(folder) / f"out{cores}", cores)
            rates.append(done["words"] / done["seconds"])
            print(
                f"{cores} core{'s' * (cores > 1)}: {done['seconds']:.1f} s, {done['cpu']:.1f} s of processor; "
                f"{done['coded']} of {done['read']} pages coded, {done['words']} words: {rates[-1]:.0f} words/s, "
                f"{done['words'] / done['cpu']:.0f} words per second of processor, {done['read'] / done['seconds']:.0f} pages/s"
            )
            print(f"    memory, highest in each quarter: {quarters(done['samples'])} MB")
        if len(rates) == 2:
            print(f"two cores: {rates[1] / rates[0]:.2f} x one")


if __name__ == "__main__":
    main()
