"""Runs what the documents show: the commands and programs of docs/warc-to-chart.md, one after the other, the commands of
docs/stories.md and docs/explain.md, the queries of docs/batch.md and docs/stories.md in DuckDB and as frames of pandas, and
the loading of GDELT's files with pandas; and docs/archive.md: its commands, programs and queries, and Datasette on its archive.

    python3 tests/batch/docs.py DATELINE

Needs the packages duckdb with its extension for SQLite, pandas, matplotlib and datasette; `make docs-test` gets them.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas

ROOT = Path(__file__).resolve().parents[2]


def blocks(page: str, *languages: str) -> list[tuple[str, str]]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(language, block) for language, block in found if language in languages]


def run_page(dateline: Path, page: str) -> None:
    """The page as a reader follows it, in a folder of its own."""
    environment = dict(os.environ, PATH=os.pathsep.join([str(dateline.parent), os.environ["PATH"]]))
    for language, block in blocks(page, "sh", "python"):
        command = ["sh", "-ec", block] if language == "sh" else [sys.executable, "-c", block]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"docs/{page}:\n{block}\n{done.stdout}{done.stderr}")


def check_chart() -> None:
    if Path("news.png").stat().st_size < 5000:
        sys.exit("docs/warc-to-chart.md: the chart is empty")


def run_queries() -> int:
    queries = [(page, query) for page in ("batch.md", "stories.md") for _, query in blocks(page, "sql")]
    for page, query in queries:
        frame = duckdb.sql(query).df()
        if not isinstance(frame, pandas.DataFrame) or (frame.empty and "failures" not in query):
            sys.exit(f"docs/{page}: no rows:\n{query}")
        if "happened" in query and frame.values.tolist() != [[6, 2, 4]]:
            sys.exit(f"docs/{page}: other answers than the page has:\n{query}\n{frame}")
    return len(queries)


def load_gdelt(dateline: Path) -> tuple[int, int]:
    """GDELT's files have 61 and 16 columns, codes as text, and days, numbers and points that are such."""
    subprocess.run([dateline, "code", "news.warc.gz", "--out", "gdelt", "--as", "gdelt"], check=True, capture_output=True)
    texts = dict.fromkeys([1, 26, 27, 28, 59], str)
    sizes = []
    for kind, columns in [("export", 61), ("mentions", 16)]:
        files = sorted(Path("gdelt", kind).glob("*.CSV"))
        table = pandas.concat(pandas.read_csv(file, sep="\t", header=None, dtype=texts) for file in files)
        if table.shape[1] != columns or table.empty:
            sys.exit(f"GDELT {kind}: {table.shape} rows and columns, wanted {columns} columns")
        if kind == "export":
            pandas.to_datetime(table[1], format="%Y%m%d")
            pandas.to_datetime(table[59], format="%Y%m%d%H%M%S")
            if not table[29].isin([1, 2, 3, 4]).all() or not table[30].between(-10, 10).all():
                sys.exit("GDELT export: quad class or scale out of range")
        elif not set(table[0]) <= set(events):
            sys.exit("GDELT mentions: an event that is not there")
        events = table[0]
        sizes.append(len(table))
    return sizes[0], sizes[1]


def ask_archive(dateline: Path) -> int:
    """The queries of the page have rows, from dateline, and the same from Python; Datasette serves the tables."""
    queries = [query for _, query in blocks("archive.md", "sql")]
    archive = sqlite3.connect("file:news.db?mode=ro", uri=True)
    for query in queries:
        command = [dateline, "query", "news.db", "-", "--format", "jsonl"]
        done = subprocess.run(command, input=query, capture_output=True, text=True, check=False)
        rows = [list(json.loads(line).values()) for line in done.stdout.splitlines()]
        if done.returncode != 0 or not rows:
            sys.exit(f"docs/archive.md: no rows:\n{query}\n{done.stderr}")
        if rows != [list(row) for row in archive.execute(query)]:
            sys.exit(f"docs/archive.md: Python reads other rows:\n{query}")
    archive.close()
    # What is removed leaves a file that an older SQLite reads, too.
    subprocess.run([dateline, "remove", "news.db", "1"], check=True, capture_output=True)
    for table in ("articles", "quotations", "happenings"):
        serve = [sys.executable, "-m", "datasette", "serve", "--immutable", "news.db"]
        done = subprocess.run([*serve, "--get", f"/news/{table}.json"], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not json.loads(done.stdout)["rows"]:
            sys.exit(f"docs/archive.md: Datasette shows no {table}:\n{done.stdout}{done.stderr}")
    return len(queries)


def main() -> None:
    dateline = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as workshop:
        os.chdir(workshop)
        for folder in ("benches", "examples"):
            Path(folder).symlink_to(ROOT / folder)
        run_page(dateline, "warc-to-chart.md")
        check_chart()
        run_page(dateline, "stories.md")
        run_page(dateline, "explain.md")
        run_page(dateline, "archive.md")
        asked = ask_archive(dateline)
        queries = run_queries()
        events, mentions = load_gdelt(dateline)
        os.chdir(ROOT)
    print("docs/warc-to-chart.md, docs/stories.md, docs/explain.md and docs/archive.md run;", end=" ")
    print(f"{queries + asked} queries have rows;", end=" ")
    print(f"GDELT: {events} events, {mentions} mentions")


if __name__ == "__main__":
    main()
