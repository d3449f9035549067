"""Kills `dateline watch` at random moments and lets it go on, until all pages of a feed are held: nothing that was committed may
be lost, the archive has to be whole after each kill, its rows must be those of a run that nobody disturbed, and no page may be
fetched again that was held.

    python3 tests/archive/kill_watch.py DATELINE [--kills 50] [--seed 1]

The feed is served on this machine. Prints what was done; the exit status is 0 if all is as it should be.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kill import disturbed

PAGE = """<!doctype html><html><head><title>Day {n} in Sundby</title></head><body><article>
<p>SUNDBY, March 8 (Harbour Post) - Police arrested {n} men in Sundby on Friday after protesters attacked the embassy of Norlund,
the interior minister said.</p><p>"We will count to {n} and no further," Anna Berg told reporters.</p></article></body></html>"""


class Newspaper(ThreadingHTTPServer):
    """A feed and its pages, each of which takes a moment."""

    def __init__(self, pages: int):
        super().__init__(("127.0.0.1", 0), Answers)
        self.pages, self.asked, self.moment = pages, Counter(), 0.02
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """Who is killed hangs up."""


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        newspaper = self.server
        newspaper.asked[self.path] += 1
        if self.path == "/rss":
            links = "".join(f"<item><link>{newspaper.url}/{n}</link></item>" for n in range(1, newspaper.pages + 1))
            self.give(200, f"<rss version='2.0'><channel><title>Harbour Post</title>{links}</channel></rss>")
        elif self.path[1:].isdigit():
            time.sleep(newspaper.moment)
            self.give(200, PAGE.format(n=self.path[1:]))
        else:
            self.give(404, "")

    def give(self, status: int, text: str):
        try:
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if status == 200 else "text/plain")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
        except OSError:
            self.close_connection = True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    newspaper = Newspaper(6 * options.kills)
    with tempfile.TemporaryDirectory() as folder:
        feeds, whole, killed = (Path(folder) / name for name in ("feeds.toml", "whole.db", "killed.db"))
        feeds.write_text(f'contact = "desk@post.example"\ndelay = "0s"\n[[feed]]\nurl = "{newspaper.url}/rss"\n')

        def watch(archive: Path) -> list[str]:
            return [options.dateline, "watch", str(feeds), str(archive), "--once", "--allow-private", "--quick"]

        start = time.monotonic()
        subprocess.run(watch(whole), check=True, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - start
        newspaper.asked.clear()
        wanted, met, faults = disturbed(options, chance, lambda: watch(killed), whole, killed, seconds)
        again = sum(newspaper.asked[f"/{page}"] - 1 for page in range(1, newspaper.pages + 1))
        # What was on its way when it was killed: some answers wait to be read, some are being read.
        if again > 40 * met:
            faults.append(f"{again} pages were fetched again")
        print(f"{newspaper.pages} pages, {sum(map(len, wanted.values()))} rows, {seconds:.1f} s undisturbed; "
              f"kill -9 {options.kills} times, {met} of them while it worked; {again} pages fetched once more")
        print("\n".join(faults) if faults else "nothing lost, whole after each kill, the same rows")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
