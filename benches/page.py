"""Measures how long each view of an archive takes, asked for the first time and again.

    python3 benches/page.py PROGRAM ARCHIVE

The program serves with nothing kept; each view is asked for in another process's place: by a socket, without a browser. Then 50
at once ask for the heaviest views for half a minute, and again for such as nobody asked for before; told are the slowest of a hundred,
and the program's memory.
"""

import http.client
import itertools
import json
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

VIEWS = [
    "/", "/article/{report}", "/timeline", "/timeline?event=ASSAULT", "/timeline?standing=fact", "/timeline?since={day}&until={until}",
    "/parties", "/parties?unfold=NGA", "/parties?standing=fact", "/parties?from=NGA&to=KEN", "/actor?actor=NGA+GOV",
    "/actor?actor=Ana+Baradi", "/quotations", "/quotations?q=border", "/stories", "/ledger", "/ledger?open=yes",
    "/ledger?until={until}", "/ledger?actor=KEN", "/ledger/{entry}", "/map", "/map?event=PROTEST", "/map?standing=fact",
    "/search?q=police", "/search?q=%22close+the+border%22", "/failures", "/about", "/api/happenings?limit=1000", "/api/ledger",
]
HEAVIEST = ["/", "/timeline", "/parties", "/map", "/ledger", "/search?q=police"]
# The same with a day that nobody asked for before, so that nothing is kept.
NEW = ["/timeline?since={day}", "/parties?since={day}", "/map?until={day}", "/search?q=police&since={day}"]
SECONDS = 30
AT_ONCE = 50


def ask(port: int, path: str) -> tuple[int, float, int]:
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return answer.status, (time.perf_counter() - begun) * 1000, size


def memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def crowd(port: int, paths: Iterator[str]) -> tuple[list[float], int]:
    """The times of all answers in milliseconds, and how many were none."""
    times, wrong, end, turn = [], 0, time.time() + SECONDS, threading.Lock()

    def one() -> None:
        nonlocal wrong
        while time.time() < end:
            with turn:
                path = next(paths)
            status, took, _ = ask(port, path)
            times.append(took)
            wrong += status != 200

    threads = [threading.Thread(target=one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong


def served(program: str, archive: str) -> subprocess.Popen:
    return subprocess.Popen([program, "serve", archive, "--port", "0"], stderr=subprocess.PIPE, text=True)


def port_of(server: subprocess.Popen) -> int:
    return int(server.stderr.readline().split("http://127.0.0.1:")[1].split("/")[0])


def content(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read()


def main() -> None:
    program, archive = sys.argv[1:]
    server = served(program, archive)
    try:
        port = port_of(server)
        entry = json.loads(content(port, "/api/ledger?limit=1"))["rows"][0]["entry"]
        server.send_signal(signal.SIGINT)
        server.wait(10)
        server = served(program, archive)
        port = port_of(server)
        paths = [view.format(report=1000, day="2031-06-01", until="2031-06-30", entry=entry) for view in VIEWS]
        print(f"{'view':44} {'first':>8} {'again':>8} {'KB':>6}")
        for path in paths:
            status, first, size = ask(port, path)
            again = statistics.median(ask(port, path)[1] for _ in range(5))
            print(f"{path:44} {first:6.0f}ms {again:6.1f}ms {size / 1024:6.0f}" + ("" if status == 200 else f"  status {status}"))
        days = (date(2031, 1, 1) + timedelta(days=day) for day in itertools.count())
        new = (path.format(day=day) for day in days for path in NEW)
        for what, paths in [("kept", itertools.cycle(HEAVIEST)), ("new", new)]:
            before = memory(server.pid)
            times, wrong = crowd(port, paths)
            slowest = statistics.quantiles(times, n=100)[98]
            print(f"{AT_ONCE} at once for {SECONDS} s, {what}: {len(times)} answers, {wrong} errors, one in a hundred takes {slowest:.0f} ms "
                  f"or more; memory {before:.0f} MB before, {memory(server.pid):.0f} MB after")
    finally:
        server.kill()


if __name__ == "__main__":
    main()
