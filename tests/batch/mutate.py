"""Damages files of every format in many ways and codes them all: each must give a record or a failure, and the run must
end by itself.

    python3 tests/batch/mutate.py DATELINE [--count 10000] [--seed 1] [--pages FOLDER]

The seeds are the files in seeds and examples/pages, and web archives packed from them; with --pages also saved pages
(.html.gz) of that folder. Bits are flipped, ends cut off, stretches swapped, doubled and blanked, one file put into
another, packed files damaged inside and outside. Prints what became of them; the exit status is 0 if nothing was lost.
"""

import argparse
import csv
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches"))
from batch_warc import member, record  # noqa: E402

# Seconds after which a run hangs: some thousand times what the slowest of the inputs takes.
LIMIT = 3600


def seeds(pages: Path | None) -> list[bytes]:
    plain = [path.read_bytes() for folder in ("tests/batch/seeds", "examples/pages") for path in sorted((ROOT / folder).iterdir())]
    web = sorted((ROOT / "examples/pages").glob("*.html"))
    answers = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + path.read_bytes() for path in web]
    records = [record("response", f"https://news.example/{i}", "application/http", body) for i, body in enumerate(answers)]
    texts = [record("conversion", "https://news.example/wet", "text/plain", b"The envoy left Geneva on Friday.\n")]
    archives = [b"".join(records), b"".join(records[:2] + texts), b"".join(member(one) for one in records[:3] + texts)]
    packed = [gzip.compress(seed, mtime=0) for seed in plain[:6]]
    saved = [gzip.decompress(path.read_bytes()) for path in sorted(pages.glob("*.html.gz"))[::20]] if pages else []
    return plain + archives + packed + saved


def stretch(data: bytes, chance: random.Random, most: int) -> slice:
    start = chance.randrange(len(data))
    return slice(start, min(len(data), start + chance.randint(1, most)))


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The file with one kind of damage, or several."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        if not out:
            break
        kind = chance.choice(["flip", "flips", "cut", "head", "swap", "double", "blank", "noise", "insert", "nest", "pack"])
        part = stretch(out, chance, 400)
        if kind in ("flip", "flips"):
            for _ in range(1 if kind == "flip" else 40):
                out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del out[chance.randrange(len(out)) :]
        elif kind == "head":
            del out[: chance.randrange(len(out))]
        elif kind == "swap":
            other = stretch(out, chance, 400)
            out[part], out[other] = bytes(out[other]), bytes(out[part])
        elif kind == "double":
            out[part.start : part.start] = bytes(out[part]) * chance.randint(1, 50)
        elif kind == "blank":
            out[part] = b"\0" * (part.stop - part.start)
        elif kind == "noise":
            out[part] = chance.randbytes(part.stop - part.start)
        elif kind == "insert":
            other = chance.choice(others)
            out[part.start : part.start] = other[stretch(other, chance, 20_000)]
        elif kind == "nest":
            out[part.start : part.start] = chance.choice([b"<div>", b"<b><i>", b"[", b"{\"a\":", b"<p>"]) * chance.randint(10, 3000)
        elif kind == "pack":
            out = bytearray(gzip.compress(bytes(out), mtime=0))
    return bytes(out)


def paths(out: Path, table: str) -> Counter:
    found: Counter = Counter()
    for file in sorted((out / table).glob("*.csv")):
        with file.open(newline="", encoding="utf-8") as rows:
            found.update(Path(row["path"]).name for row in csv.DictReader(rows))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    files = seeds(options.pages)
    csv.field_size_limit(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "inputs", Path(folder) / "out"
        inputs.mkdir()
        for number in range(options.count):
            (inputs / f"{number:05}").write_bytes(mutated(chance.choice(files), files, chance))
        start = time.monotonic()
        run = subprocess.run(
            [options.dateline, "code", str(inputs), "--out", str(out), "--format", "csv", "--date", "2031-03-12"],
            stderr=subprocess.PIPE, text=True, timeout=LIMIT, check=False,
        )  # fmt: skip
        seconds = time.monotonic() - start
        records, failures = paths(out, "articles"), paths(out, "failures")
        lost = options.count - len(set(records) | set(failures))
        held = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["parts"]
        kinds: Counter = Counter()
        for part in held:
            kinds.update(part["holds"]["failures"])
        panics = run.stderr.count("panicked") + kinds["internal"]
        print(f"{options.count} inputs in {seconds:.0f} s: {sum(records.values())} records, {sum(failures.values())} failures")
        print(", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
        if panics:
            print(*sorted({line for line in run.stderr.splitlines() if "panicked" in line}), sep="\n")
        print(f"{lost} inputs without a row, {panics} panics, exit status {run.returncode}")
        return 0 if run.returncode == 0 and not lost and not panics else 1


if __name__ == "__main__":
    sys.exit(main())
