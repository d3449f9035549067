"""How often does the setting tell the country of a party?

usage: setting_share.py ARTICLES.jsonl CODED.jsonl RECORDS.jsonl

ARTICLES: {"id", "text"}; CODED: {"id", "happenings": [{"actor": [code], "recipient": [code], "mentions": [{"text",
"trigger"}]}]}, a code being a country and sectors, such as "NOR COP"; RECORDS: `dateline read --format jsonl` of the articles
(source.id = id). For each party with a country and a sector, at the sentence of each mention: is the country that of
`article.settings` there? Beside it, always the country that the article's places and actors name most.
"""

import json
import sys
from collections import Counter, defaultdict

# What stands in place of a country, or for parties of which none is known.
NO_COUNTRY = {"EUR", "UNO", "NATO", "WST", "IGO", "NGO", "IMG", "MNC", "ISM", "UAF", "REF"}
# Sectors of parties whose words seldom tell a country.
SELDOM_TOLD = {"COP", "JUD", "CRM", "CVL", "EDU", "LAB", "MED", "REB", "OPP", "PRM", "AGR", "HLH"}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def most_named(record):
    named = Counter(place["country"] for place in record["places"] if place["country"])
    for actor in record["actors"]:
        named[actor["country"]] += len(actor["mentions"]) if actor["kind"] != "place" else 0
    del named[None]
    return max(sorted(named), key=named.get, default=None)


def country_at(record, at):
    inside = [s["country"] for s in record["article"]["settings"] if s["start"] <= at < s["end"]]
    return inside[0] if inside else None


def mentions(text, happening):
    for mention in happening["mentions"]:
        start = text.find(mention["text"])
        if start >= 0:
            yield start + max(mention["text"].find(mention["trigger"]), 0)


def samples(articles, coded, records):
    for row in coded:
        record, text = records.get(row["id"]), articles[row["id"]]
        if record is None or "error" in record:
            continue
        named = most_named(record)
        for happening in row["happenings"]:
            for at in mentions(text, happening):
                for code in {*happening["actor"], *happening["recipient"]}:
                    country, *sectors = code.split() or [""]
                    if len(country) == 3 and sectors and country not in NO_COUNTRY:
                        yield country, set(sectors), country_at(record, at), named


def main():
    articles = {row["id"]: row["text"] for row in rows(sys.argv[1])}
    records = {(record.get("source") or {}).get("id"): record for record in rows(sys.argv[3])}
    groups = defaultdict(Counter)
    for country, sectors, setting, named in samples(articles, rows(sys.argv[2]), records):
        own = ["all"] + (["seldom told"] if sectors & SELDOM_TOLD else [])
        for group in own + [f"{group}, not USA" for group in own if country != "USA"]:
            groups[group].update(parties=1, setting=setting == country, named=named == country)
    print(f"{'parties':22} {'number':>7} {'setting':>8} {'most named':>11}")
    for group, counts in groups.items():
        shares = [counts[answer] / counts["parties"] for answer in ("setting", "named")]
        print(f"{group:22} {counts['parties']:7} {shares[0]:8.3f} {shares[1]:11.3f}")


main()
