"""Invents news reports: as many as wanted, the same each time, in JSON Lines.

    python3 benches/reports.py 100000 [SENTENCES] > reports.jsonl

The towns and people are made up, the countries are real. A report has a dateline, some 370 words (SENTENCES=25; with 12 some 200),
and as many acts and quotations for a hundred words as 76 pages of papers from all over the world; the other sentences say what news pads
with. One report in eight is a copy of an earlier one, whole or cut, under another paper's name and with a line of that paper: no two
texts are the same. Days run over a year.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

COUNTRIES = {
    "Nigeria": "Nigerian", "Kenya": "Kenyan", "Peru": "Peruvian", "Poland": "Polish", "Turkey": "Turkish",
    "Pakistan": "Pakistani", "Indonesia": "Indonesian", "Colombia": "Colombian", "Ukraine": "Ukrainian",
    "Lebanon": "Lebanese", "Thailand": "Thai", "Spain": "Spanish", "Canada": "Canadian", "Japan": "Japanese",
}
TOWNS = {
    "Nigeria": ["Lafia", "Jos", "Lagos"], "Kenya": ["Nairobi", "Mombasa", "Kisumu"], "Peru": ["Lima", "Cusco", "Arequipa"],
    "Poland": ["Warsaw", "Gdansk", "Lublin"], "Turkey": ["Ankara", "Izmir", "Konya"],
    "Pakistan": ["Quetta", "Lahore", "Karachi"], "Indonesia": ["Jakarta", "Medan", "Surabaya"],
    "Colombia": ["Bogota", "Cali", "Medellin"], "Ukraine": ["Kyiv", "Odesa", "Lviv"],
    "Lebanon": ["Beirut", "Tripoli", "Sidon"], "Thailand": ["Bangkok", "Pattani", "Chiang Mai"],
    "Spain": ["Madrid", "Seville", "Bilbao"], "Canada": ["Ottawa", "Halifax", "Calgary"],
    "Japan": ["Tokyo", "Osaka", "Nagoya"],
}
FIRST = "Ana Ibrahim Keiko Marta Omar Pavel Rosa Samir Tomas Wanjiru Yusuf Lena Diego Farah Piotr Nadia Chidi Elif".split()
LAST = [a + b for a in ("Bar", "Dan", "Fel", "Hol", "Kar", "Mor", "Pel", "San", "Tar", "Vel") for b in
        ("adi", "berg", "ento", "ick", "lami", "mont", "nov", "oshi", "ruk", "sen")]
OFFICES = ["Interior Minister", "Foreign Minister", "Governor", "opposition leader", "police spokesman", "union leader"]
PAPERS = ["Harbour Post", "Coastal Courier", "Northern Mail", "The Ledger", "Evening Standard-Dispatch", "Inland Times"]
ACTS = [
    "{adj} police arrested {n} {people} in {town} on {day}.",
    "Gunmen killed {n} {people} near {town} on {day}, officials said.",
    "{person} met {other_adj} envoys in {town} on {day} to discuss {matter}.",
    "{n} {people} marched through {town} on {day} to protest against {matter}.",
    "The {other_adj} government condemned the {adj} government over {matter}.",
    "{country} promised to send {n} tonnes of food to {other}.",
    "{person} demanded that {other} pay for {matter}.",
    "{country} imposed sanctions on {other} over {matter}.",
    "A court in {town} sentenced {n} {people} to prison on {day}.",
    "{person} threatened to close the border with {other} unless talks on {matter} begin.",
]
PADDING = [
    "The town lies {n} kilometres from the coast and lives from {trade} and from its market.",
    "Shops stayed open along the main road, and buses ran as on any other day of the season.",
    "Prices of {trade} were higher at the end of the rains than in any month of the year before.",
    "The hall was built by a guild of weavers and was later used as a school and a granary.",
    "There was rain on {day}, with winds from the west and a little snow on the higher roads.",
    "About {n} people live in the district, most of them from {trade}.",
    "The bridge, which is older than the town, is painted in green and white.",
    "The way from the station to the next village is long, and most of it leads through a dry wood.",
    "In the first winter after the flood the river froze from one bank to the other, and carts crossed it.",
    "Music from a wedding came over the roofs until the small hours of the morning.",
    "The museum, which shows tools for {trade} and maps of old roads, is closed for the season.",
    "At the northern end of the valley the road is so narrow that two lorries cannot pass each other.",
    "A list on the wall of the office has the roads, the wells and the cost of repairs.",
]
SAID = [
    "“We will not wait another {n} days for an answer on {matter},” said {person}.",
    "“Nobody in {town} has been told anything about {matter},” {person} said on {day}.",
    "{person} said that {matter} had been discussed for {n} weeks.",
]
MATTERS = ["fuel prices", "the new tax on land", "the border crossing", "fishing rights", "the water treaty", "pensions",
           "the closed mines", "school fees", "the ceasefire", "the railway contract", "the grain agreement"]
TRADES = ["timber", "coffee", "fish", "wool", "salt", "copper", "cotton", "cattle"]
PEOPLE = ["protesters", "soldiers", "farmers", "students", "miners", "teachers", "fishermen", "journalists"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def report(chance: random.Random, number: int, day: date, length: int) -> dict:
    country, other = chance.sample(sorted(COUNTRIES), 2)
    town, matter = chance.choice(TOWNS[country]), chance.choice(MATTERS)

    def fill(form: str) -> str:
        person = f"{chance.choice(OFFICES)} {chance.choice(FIRST)} {chance.choice(LAST)}"
        return form.format(
            country=country, other=other, adj=COUNTRIES[country], other_adj=COUNTRIES[other], town=town, matter=matter,
            person=person, day=chance.choice(DAYS), n=chance.randint(2, 90), people=chance.choice(PEOPLE),
            trade=chance.choice(TRADES),
        )

    sentences = [fill(chance.choice(ACTS)), fill(chance.choice(SAID))]
    while len(sentences) < length:
        kind = chance.random()
        sentences.append(fill(chance.choice(ACTS if kind < 0.1 else SAID if kind < 0.16 else PADDING)))
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    head = f"{town.upper()}, {day:%B} {day.day} - "
    return {
        "id": f"r{number}", "url": f"https://news.example/{number}", "date": day.isoformat(),
        "title": sentences[0].rstrip("."), "publisher": chance.choice(PAPERS), "text": head + "\n\n".join(paragraphs),
    }


def reports(count: int, seed: int = 1, length: int = 25) -> Iterator[dict]:
    chance = random.Random(seed)
    recent: list[dict] = []
    for number in range(count):
        day = date(2031, 1, 1) + timedelta(days=number * 365 // count)
        if recent and chance.random() < 0.125:
            copied = chance.choice(recent)
            paragraphs = copied["text"].split("\n\n")
            paper, editor = chance.choice(PAPERS), f"{chance.choice(FIRST)} {chance.choice(LAST)}"
            own = f"Readers of the {paper} can write to {editor} at box {number}."
            text = "\n\n".join([*paragraphs[: chance.randint(min(4, len(paragraphs)), len(paragraphs))], own])
            yield {**copied, "id": f"r{number}", "url": f"https://copy.example/{number}", "date": day.isoformat(),
                   "publisher": paper, "text": text}
            continue
        recent = [*recent[-49:], report(chance, number, day, length)]
        yield recent[-1]


if __name__ == "__main__":
    count, length = (*map(int, sys.argv[1:3]), 25)[:2]
    for invented in reports(count, length=length):
        print(json.dumps(invented, ensure_ascii=False))
