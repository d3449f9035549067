#!/usr/bin/env python3
"""Write the members of the United States Congress whom no other file has: crates/dateline/codebook/people/us_congress.toml

usage: us_congress.py us_congress.tsv > crates/dateline/codebook/people/us_congress.toml

us_congress.tsv has a term a row: name, aliases (joined by |), gender, office, state, party, from, to, wikidata; made from
unitedstates/congress-legislators (public domain, CC0). Terms that run on are open. Needs Python 3.11.
"""
import csv
import sys
import tomllib
from pathlib import Path

PEOPLE = Path(__file__).resolve().parent.parent / "crates/dateline/codebook/people"
OWN = "us_congress.toml"
AS_OF = "2026-06-30"
TITLES = {("senator", "m"): "senator", ("senator", "f"): "senator",
          ("representative", "m"): "congressman", ("representative", "f"): "congresswoman"}
SUFFIXES = {"Jr.", "Sr.", "II", "III", "IV"}


def spellings(row):
    """The name without what stands behind it, with and without initials within it, with and for a nickname."""
    for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
        words = [word.rstrip(",") for word in name.split() if word.rstrip(",") not in SUFFIXES]
        bare = [word for word in words if not word.startswith('"')]
        yield " ".join(bare)
        yield " ".join(word for i, word in enumerate(bare) if i == 0 or not word.endswith("."))
        for nickname in (word.strip('"') for word in words if word.startswith('"')):
            yield " ".join([nickname, *(word for word in bare[1:] if not word.endswith("."))])


def known():
    names = set()
    for file in sorted(PEOPLE.glob("*.toml")):
        if file.name != OWN:
            for person in tomllib.loads(file.read_text(encoding="utf-8"))["person"]:
                names.update([person["name"], *person.get("aliases", [])])
    return names


def main():
    people, others = {}, known()
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"):
        if (row["office"], row["gender"]) in TITLES and not others.intersection(spellings(row)):
            people.setdefault(row["wikidata"], []).append(row)
    print("# Members of the United States Congress in 2026 whom united_states.toml does not have, with all their terms.")
    print("# Source: unitedstates/congress-legislators (public domain, CC0), by scripts/us_congress.py")
    for rows in sorted(people.values(), key=lambda rows: rows[0]["name"]):
        name, *aliases = dict.fromkeys(spellings(rows[0]))
        print(f'\n[[person]]\nname = "{name}"')
        if aliases:
            print("aliases = [" + ", ".join(f'"{alias}"' for alias in aliases) + "]")
        print(f'gender = "{rows[0]["gender"]}"\ncountry = "USA"')
        print("offices = [")
        for row in rows:
            to = f', to = "{row["to"]}"' if row["to"] <= AS_OF else ""
            title = TITLES[row["office"], row["gender"]]
            print(f'  {{ title = "{title}", country = "USA", sector = ["LEG"], from = "{row["from"]}"{to} }},')
        print("]")


if __name__ == "__main__":
    main()
