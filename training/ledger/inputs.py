"""What does the model read: which sentences, in which pieces, with which words around them?

A statement is read with who says it to whom ("Ghana demands from Togo : " and its sentence). Beside it stands a later
sentence, and between them how much later it is told and the sentence before it. `meaning/` of the program puts the same
together, with the words that `WORDS` has.
"""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path

from crises import KINDS, OUTCOMES
from pieces import Pieces

CODEBOOK = Path(__file__).resolve().parents[2] / "crates/dateline/codebook"
BODIES = {"AU": "African Union", "EU": "European Union", "UN": "United Nations"}
RELATIONS = ("none", "told", *OUTCOMES)

# Pieces of which a statement is read, with its parties; of these alone; of the sentence before one; of a sentence.
STATEMENT, PARTIES, BEFORE, SENTENCE = 60, 20, 30, 64

WORDS = {
    "demand": "demands from",
    "promise": "promises",
    "threat": "threatens",
    "refusal": "refuses",
    "somebody": "somebody",
    "next": "next sentence",
    "same-report": "same report",
    "same-day": "same day",
    "one-day": "one day later",
    "days": "days later",
}


@dataclass
class Line:
    """A sentence: of which report (counted by days), where in it, and what stands before it, at first the title."""

    report: int
    day: datetime.date
    place: int
    words: str
    before: str


@dataclass
class Statement:
    """An entry of the ledger: `told` are lines, `outcomes` pairs of kind and lines."""

    name: str
    kind: str
    who: str
    to: str
    told: list
    outcomes: list

    def relations(self, line):
        """How a line stands to it: that it is told, that something became of it; nothing, if neither."""
        out = {kind for kind, told in self.outcomes if line in told}
        if line in self.told and "repeated" not in out:
            out.add("told")
        return out

    def later(self, story):
        """The lines after the first that tells it."""
        return range(self.told[0] + 1, len(story.lines))


class Story:
    """A crisis as the model reads it: its sentences one after the other by days, its entries by the places of these."""

    def __init__(self, crisis, names):
        self.name, self.lines, at = crisis.name, [], {}
        for number, report in enumerate(sorted(crisis.reports, key=lambda report: report.day)):
            before = report.title
            for place, words in enumerate(report.sentences):
                at[report.name, place + 1] = len(self.lines)
                self.lines.append(Line(number, report.day, place, words, before))
                before = words
        self.statements = [statement(entry, at, names) for entry in crisis.entries]

    def kinds(self):
        """For each line the numbers of the kinds of what it tells."""
        out = [set() for _ in self.lines]
        for one in self.statements:
            for line in one.told:
                out[line].add(KINDS.index(one.kind))
        return out


def statement(entry, at, names):
    """An entry with its lines, and its parties by their names."""
    who, to = (" and ".join(names.get(party, party) for party in side) for side in (entry.who, entry.to))
    outcomes = [(outcome.kind, sorted(at[one] for one in outcome.told)) for outcome in entry.outcomes]
    return Statement(entry.name, entry.kind, who, to, sorted(at[one] for one in entry.told), outcomes)


def names():
    """Names of countries and bodies by their codes."""
    with open(CODEBOOK / "countries.toml", "rb") as file:
        return {country["code"]: country["name"] for country in tomllib.load(file)["country"]} | BODIES


def gap(line, later):
    """How much later a line is told, in words."""
    if line.report == later.report:
        return WORDS["next"] if later.place == line.place + 1 else WORDS["same-report"]
    days = (later.day - line.day).days
    return {0: WORDS["same-day"], 1: WORDS["one-day"]}.get(days, f"{days} {WORDS['days']}")


class Reader:
    """Cuts what the model reads into pieces."""

    def __init__(self, base):
        self.cut = Pieces(base)

    def of(self, text):
        """The pieces of a text."""
        return [piece for word in text.split() for piece in self.cut.of(word)]

    def line(self, line):
        """The parts of a sentence alone: what stands before it, and itself."""
        return [self.of(line.before)[-BEFORE:], self.of(line.words)[:SENTENCE]]

    def pair(self, one, line, later, dice=None):
        """The parts of a statement, told by a line, beside a later line; with `dice` parties are sometimes left out."""
        who, to = one.who or WORDS["somebody"], one.to or WORDS["somebody"]
        if dice and dice.random() < 0.2:
            who = WORDS["somebody"]
        if dice and dice.random() < 0.25:
            to = WORDS["somebody"]
        stated = self.of(f"{who} {WORDS[one.kind]} {to} :")[:PARTIES] + self.of(line.words)
        before, words = self.line(later)
        return [stated[:STATEMENT], self.of(gap(line, later) + " .") + before, words]
