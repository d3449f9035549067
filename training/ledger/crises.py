"""What is told in an invented crisis, and what became of everything that was demanded, promised, threatened?

usage: crises.py [FILE …]

Reads crises as README.md describes them, and refuses what is wrong, saying where. As a program it checks all crises of
the folder beside it, or those named, and counts them.
"""

import datetime
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "crises"
KINDS = ("demand", "promise", "threat", "refusal")
OUTCOMES = ("carried-out", "partly", "refused", "withdrawn", "answered", "repeated")
LEDGER = "=== LEDGER"
NOBODY = "?"


class Fault(ValueError):
    """What is wrong with a crisis."""


@dataclass
class Report:
    """What an outlet tells on a day; `begins`: whether a paragraph begins with a sentence."""

    name: str
    day: datetime.date
    publisher: str
    title: str
    sentences: list = field(default_factory=list)
    begins: list = field(default_factory=list)


@dataclass
class Outcome:
    """What became of an entry, since when; `told`: pairs of report and number of the sentence, from one."""

    kind: str
    day: datetime.date
    told: list


@dataclass
class Entry:
    """What somebody demands, promises, threatens, refuses; parties are codes of countries or names."""

    name: str
    kind: str
    who: list
    to: list
    what: str
    day: datetime.date
    told: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)


@dataclass
class Crisis:
    """Reports in the order of the file, and their ledger."""

    name: str
    reports: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def read(path):
    """The crisis of a file. A `Fault` says which line is wrong."""
    crisis = Crisis(Path(path).stem)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    if lines.count(LEDGER) != 1:
        raise Fault(f"{path}: needs one line {LEDGER}")
    middle, begins = lines.index(LEDGER), True
    for number, line in enumerate(lines, 1):
        try:
            if number <= middle:
                begins = take_told(crisis, line, begins)
            elif number > middle + 1 and line.strip():
                take_ledger(crisis, line.strip())
        except ValueError as wrong:
            raise Fault(f"{path}:{number}: {wrong}") from None
    check(crisis, path)
    return crisis


def take_told(crisis, line, begins):
    """Takes a line of the reports; whether the next sentence begins a paragraph."""
    if line.startswith("@"):
        crisis.reports.append(report_of(crisis, line))
        return True
    if not line.strip():
        return True
    numbered = re.fullmatch(r"(\d+) (\S.*)", line.rstrip())
    if not numbered:
        raise Fault("a sentence needs its number")
    if not crisis.reports:
        raise Fault("a sentence before the first report")
    last = crisis.reports[-1]
    if int(numbered[1]) != len(last.sentences) + 1:
        raise Fault(f"sentence {numbered[1]} stands where {len(last.sentences) + 1} should")
    last.sentences.append(numbered[2])
    last.begins.append(begins)
    return False


def report_of(crisis, line):
    """A report from its head."""
    parts = [part.strip() for part in line[1:].split("|", 3)]
    if len(parts) < 4 or not all(parts):
        raise Fault("a report needs name, day, outlet and title")
    name = f"r{len(crisis.reports) + 1}"
    if parts[0] != crisis.name + name:
        raise Fault(f"report {parts[0]} stands where {crisis.name}{name} should")
    return Report(name, day_of(parts[1]), parts[2], parts[3])


def day_of(text):
    """The day that a text names as year, month and day."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise Fault(f"no day: {text}")
    return datetime.date.fromisoformat(text)


def take_ledger(crisis, line):
    """Takes a line of the ledger: an entry, where it is told, or what became of it."""
    if line.startswith("#"):
        crisis.entries.append(entry_of(crisis, line))
        return
    if not crisis.entries:
        raise Fault("sentences before the first entry")
    last = crisis.entries[-1]
    what, _, told = line.partition(":")
    told = references(crisis, told)
    if what == "told":
        if last.told:
            raise Fault("told twice")
        last.told = told
        return
    kind, _, day = what.partition(" ")
    if kind not in OUTCOMES:
        raise Fault(f"no outcome: {kind}")
    last.outcomes.append(Outcome(kind, day_of(day), told))


def entry_of(crisis, line):
    """An entry from its head."""
    parts = [part.strip() for part in line[1:].split("|")]
    if len(parts) != 5 or not all(parts):
        raise Fault("an entry needs name, kind, parties, matter and day")
    name, kind, parties, what, day = parts
    if name != f"E{len(crisis.entries) + 1}":
        raise Fault(f"entry {name} stands where E{len(crisis.entries) + 1} should")
    if kind not in KINDS:
        raise Fault(f"no kind: {kind}")
    if parties.count(">") != 1:
        raise Fault("parties need one > between them")
    who, to = ([party.strip() for party in side.split("+")] for side in parties.split(">"))
    if not all(who + to):
        raise Fault(f"a party without a name; one that nobody knows is {NOBODY}")
    who, to = ([party for party in side if party != NOBODY] for side in (who, to))
    return Entry(name, kind, who, to, what, day_of(day))


def references(crisis, text):
    """Sentences by report and number; all are there."""
    out = []
    for one in text.split():
        found = re.fullmatch(r"r(\d+)\.(\d+)", one)
        if not found:
            raise Fault(f"no sentence: {one}")
        report, sentence = int(found[1]), int(found[2])
        if not 1 <= report <= len(crisis.reports):
            raise Fault(f"{one} is of a report that is not there")
        if not 1 <= sentence <= len(crisis.reports[report - 1].sentences):
            raise Fault(f"{one} is not there")
        out.append((f"r{report}", sentence))
    if not out:
        raise Fault("no sentence tells it")
    if len(set(out)) < len(out):
        raise Fault("a sentence is named twice")
    return out


def check(crisis, path):
    """Refuses a crisis that lacks something."""
    if not crisis.reports or not crisis.entries:
        raise Fault(f"{path}: no reports or no entries")
    for report in crisis.reports:
        if not report.sentences:
            raise Fault(f"{path}: {report.name} has no sentence")
    for entry in crisis.entries:
        if not entry.told:
            raise Fault(f"{path}: no sentence tells {entry.name}")


def main():
    """Checks and counts."""
    counts, wrong = [0] * 5, 0
    for path in sys.argv[1:] or sorted(FOLDER.glob("*.txt")):
        try:
            crisis = read(path)
        except Fault as fault:
            wrong += 1
            print(fault, file=sys.stderr)
            continue
        outcomes = sum(len(entry.outcomes) for entry in crisis.entries)
        sentences = sum(len(report.sentences) for report in crisis.reports)
        mine = [1, len(crisis.reports), sentences, len(crisis.entries), outcomes]
        counts = [a + b for a, b in zip(counts, mine, strict=True)]
    print("{} crises, {} reports, {} sentences, {} entries, {} outcomes".format(*counts))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
