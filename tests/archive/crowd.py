"""Two who write into an archive and four who read it, all at once: nobody may meet an error.

    python3 tests/archive/crowd.py DATELINE [--seconds 60] [--reports 2000]

The reports are invented (benches/reports.py). The writers add them in small files, one after the other; the readers search,
query, export and check. Prints what was done; the exit status is 0 if every command ended well.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benches"))
import reports

SHARE = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "crowd.db"
        invented = list(reports.reports(options.reports))
        files = []
        for at in range(0, len(invented), SHARE):
            files.append(folder / f"{at}.jsonl")
            lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in invented[at : at + SHARE])
            files[-1].write_text("".join(lines), encoding="utf-8")
        subprocess.run([options.dateline, "add", str(archive), str(files.pop()), "--quick"], check=True, capture_output=True)
        end = time.monotonic() + options.seconds
        done: dict[str, int] = {}
        faults: list[str] = []
        turn = threading.Lock()

        def run(what: str, *arguments: str) -> None:
            result = subprocess.run([options.dateline, *arguments], capture_output=True, text=True)
            with turn:
                done[what] = done.get(what, 0) + 1
                if result.returncode != 0:
                    faults.append(f"{' '.join(arguments)}: {result.stderr.strip()[-300:]}")

        def write() -> None:
            while time.monotonic() < end:
                with turn:
                    file = files.pop() if files else None
                if file is None:
                    return
                run("add", "add", str(archive), str(file), "--quick", "--jobs", "1", "--wait", "120s")

        def read(number: int) -> None:
            at = 0
            while time.monotonic() < end:
                at += 1
                run("check", "check", str(archive))
                run("search", "search", str(archive), "border talks", "--format", "jsonl")
                run("query", "query", str(archive), "SELECT event, count(*) FROM happenings GROUP BY event")
                if at % 5 == 0:
                    run("export", "export", str(archive), "--as", "csv", "--out", str(folder / f"out-{number}-{at}"))

        threads = [threading.Thread(target=write) for _ in range(2)]
        threads += [threading.Thread(target=read, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        run("check", "check", str(archive))
        counts = ", ".join(f"{what} {count}" for what, count in sorted(done.items()))
        print(f"two writers, four readers, {options.seconds:.0f} s: {counts}")
        print("\n".join(faults[:10]) if faults else "no error")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
