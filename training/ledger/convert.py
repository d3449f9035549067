"""How do invented crises become folders that the program's ledger is held against?

usage: convert.py FOLDER FILE …

Each FILE becomes FOLDER/NAME with `reports.jsonl`, which `dateline add` reads, and `ledger.jsonl`, what a reader of
them finds, with sentences in the place of their numbers.
"""

import json
import sys
from pathlib import Path

import crises


def text(report):
    """A report's sentences as paragraphs."""
    parts = [("\n\n" if begins else " ") + words for words, begins in zip(report.sentences, report.begins, strict=True)]
    return "".join(parts).strip()


def report_row(crisis, report):
    """A report as a line of JSON has it."""
    return {
        "id": crisis.name + report.name,
        "url": f"https://wire.example/{crisis.name}/{report.name}",
        "date": report.day.isoformat(),
        "title": report.title,
        "publisher": report.publisher,
        "text": text(report),
    }


def entry_row(crisis, entry):
    """An entry as a line of JSON has it."""
    sentences = {report.name: report.sentences for report in crisis.reports}

    def told(references):
        return [
            {"report": crisis.name + report, "sentence": sentences[report][number - 1]} for report, number in references
        ]

    outcomes = [
        {"kind": outcome.kind.replace("-", " "), "day": outcome.day.isoformat(), "told": told(outcome.told)}
        for outcome in entry.outcomes
    ]
    return {
        "entry": entry.name,
        "kind": entry.kind,
        "who": entry.who,
        "to": entry.to,
        "what": entry.what,
        "day": entry.day.isoformat(),
        "told": told(entry.told),
        "outcomes": outcomes,
    }


def write(path, rows):
    """Writes a line of JSON a row."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def main():
    """Converts each file."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for file in sys.argv[2:]:
        crisis = crises.read(file)
        folder = Path(sys.argv[1]) / crisis.name
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "reports.jsonl", (report_row(crisis, report) for report in crisis.reports))
        write(folder / "ledger.jsonl", (entry_row(crisis, entry) for entry in crisis.entries))


if __name__ == "__main__":
    main()
