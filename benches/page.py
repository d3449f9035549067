"""Measures how long each view of an archive takes, asked for the first time and again.

    python3 benches/page.py PROGRAM ARCHIVE

The program serves with nothing kept; each view is asked for in another process's place: by a socket, without a browser. Then 50
at once ask for the heaviest views for some seconds; told are the slowest of a hundred, and the program's memory.
"""

import http.client
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

VIEWS = [
    "/", "/article/{n}", "/timeline", "/timeline?event=ASSAULT", "/timeline?since={day}&until={day2}", "/parties", "/parties?unfold=NGA",
    "/parties?from=NGA&to=KEN", "/actor?actor=NGA+GOV", "/actor?actor=Ana+Baradi", "/quotations", "/quotations?q=border",
    "/stories", "/map", "/map?event=PROTEST", "/search?q=police", "/search?q=%22close+the+border%22", "/failures", "/about",
    "/api/happenings?limit=1000",
]
SECONDS = 15
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


def crowd(port: int, paths: list[str]) -> tuple[list[float], int]:
    times, wrong, end = [], 0, time.time() + SECONDS

    def one(at: int) -> None:
        nonlocal wrong
        while time.time() < end:
            status, took, _ = ask(port, paths[at % len(paths)])
            times.append(took)
            wrong += status != 200
            at += 1

    threads = [threading.Thread(target=one, args=(at,)) for at in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong


def main() -> None:
    program, archive = sys.argv[1:]
    server = subprocess.Popen([program, "serve", archive, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        port = int(server.stderr.readline().split("http://127.0.0.1:")[1].split("/")[0])
        paths = [view.format(n=1, day="2030-06-01", day2="2030-06-30") for view in VIEWS]
        print(f"{'view':44} {'first':>8} {'again':>8} {'KB':>6}")
        for path in paths:
            status, first, size = ask(port, path)
            again = statistics.median(ask(port, path)[1] for _ in range(5))
            print(f"{path:44} {first:6.0f}ms {again:6.1f}ms {size / 1024:6.0f}" + ("" if status == 200 else f"  status {status}"))
        before = memory(server.pid)
        times, wrong = crowd(port, ["/", "/timeline", "/parties", "/map", "/search?q=police"])
        slowest = statistics.quantiles(times, n=100)[98]
        print(f"{AT_ONCE} at once for {SECONDS} s: {len(times)} answers, {wrong} errors, one in a hundred takes {slowest:.0f} ms or more")
        print(f"memory: {before:.0f} MB before, {memory(server.pid):.0f} MB after")
    finally:
        server.kill()


if __name__ == "__main__":
    main()
