#!/usr/bin/env python3
"""Articles altered as outlets do, to measure whether copies are recognised.

    altered_articles.py make FOLDER OUT      FOLDER: text files or JSON Lines with "text"; writes OUT/articles.jsonl
                                             (all articles, 500 of them also altered) and OUT/copies.jsonl (the answer)
    altered_articles.py score OUT FOUND      FOUND: what `dateline stories --format jsonl` printed; precision, recall

An alteration changes the headline, cuts first or last paragraphs, replaces credits, changes typography, rewrites 10 to 40 %
of the sentences and inserts advertisements; which of these, and how much, is drawn with a fixed seed.
"""

import collections
import itertools
import json
import pathlib
import random
import re
import sys

WANTED = 500
SHORTEST = 120  # words: of a brief nothing recognisable is left when it is cut

HEADLINES = ["What we know so far", "The latest on a developing story", "Officials respond", "Questions remain"]
CREDITS = ["(Staff and agencies)", "By our correspondent", "With material from the wires", "© The Harbour Post. All rights reserved."]
ADVERTISEMENTS = [
    "Subscribe to our newsletter and get the ten stories of the day before breakfast.",
    "Read more: the best photographs of the week, chosen by our editors.",
    "This site is free because its readers pay for it. Become a supporter today.",
    "Download our app for alerts about the stories that matter to you.",
    "Advertisement: new garden furniture at half the price until the end of the month.",
]
OPENINGS = ["According to what is known, ", "It was also said that ", "In addition, ", "As reported earlier, ", "Meanwhile, "]
WORDS = {
    "said": "stated", "says": "states", "told": "informed", "killed": "left dead", "people": "persons", "after": "following",
    "before": "prior to", "about": "around", "more than": "over", "also": "likewise", "but": "however", "because": "since",
    "big": "large", "large": "sizeable", "new": "fresh", "many": "numerous", "police": "officers", "government": "authorities",
    "company": "firm", "began": "started", "begin": "start", "ended": "finished", "help": "assist", "show": "demonstrate",
    "while": "as", "two": "a couple of", "where": "in which", "used": "employed", "made": "produced", "found": "discovered",
}


def articles(folder):
    """Texts of at least SHORTEST words, by name, without texts that stand there twice."""
    texts = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix == ".jsonl":
            for line in path.open(encoding="utf8"):
                report = json.loads(line)
                if "text" in report:
                    texts[str(report["id"])] = report["text"]
        elif path.suffix == ".txt":
            texts[path.stem] = path.read_text(encoding="utf8")
    return {name: text for name, text in texts.items() if len(text.split()) >= SHORTEST}


def paragraphs(text):
    """Its paragraphs, each a list of sentences."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [re.split(r"(?<=[.!?])\s+(?=[“\"A-Z])", line) for line in lines]


def rewritten(sentence, dice):
    """The sentence with other words, its clauses turned where it has two."""
    for old, new in WORDS.items():
        sentence = re.sub(rf"\b{old}\b", new, sentence)
    clauses = sentence.rstrip(".").split(", ", 1)
    if len(clauses) == 2 and dice.random() < 0.6:
        sentence = f"{clauses[1][0].upper()}{clauses[1][1:]}, {clauses[0][0].lower()}{clauses[0][1:]}."
    words = sentence.split()
    for place in range(4, len(words), 5):
        # A word more or less in every clause, as a second hand leaves it.
        words[place] = dice.choice([words[place] + " reportedly", "the " + words[place], "", words[place] + ","])
    body = " ".join(word for word in words if word)
    return dice.choice(OPENINGS) + body[:1].lower() + body[1:]


def typography(text, dice):
    """Other quotation marks, apostrophes and dashes."""
    if dice.random() < 0.5:
        text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", " - ")
    else:
        text = re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’").replace(" - ", " — ").replace(" -- ", " — ")
    return text.replace("  ", " ")


def altered(text, dice):
    """The text as another outlet would print it."""
    body = paragraphs(text)
    if len(body) < 4:
        # One block of text: an outlet breaks it into paragraphs before it cuts.
        sentences = list(itertools.chain.from_iterable(body))
        body = [sentences[i : i + 2] for i in range(0, len(sentences), 2)]
    cut = dice.randint(0, len(body) // 3)
    body = body[cut:] if dice.random() < 0.3 else body[: len(body) - cut]
    places = [(i, j) for i, paragraph in enumerate(body) for j in range(len(paragraph))]
    for i, j in dice.sample(places, round(dice.uniform(0.1, 0.4) * len(places))):
        body[i][j] = rewritten(body[i][j], dice)
    lines = [" ".join(paragraph) for paragraph in body]
    for advertisement in dice.sample(ADVERTISEMENTS, dice.randint(0, 2)):
        lines.insert(dice.randint(1, len(lines)), advertisement)
    lines = [dice.choice(HEADLINES), *lines, dice.choice(CREDITS)]
    return typography("\n\n".join(lines), dice)


def make(folder, out):
    """Writes the articles, altered and not, and which are copies."""
    dice = random.Random(20310415)
    texts = articles(folder)
    chosen = set(dice.sample(sorted(texts), min(WANTED, len(texts))))
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    reports = [{"id": name, "text": text} for name, text in texts.items()]
    reports += [{"id": f"{name}+altered", "text": altered(texts[name], dice)} for name in sorted(chosen)]
    dice.shuffle(reports)
    lines = [json.dumps(report, ensure_ascii=False) for report in reports]
    (out / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    answer = [json.dumps({"a": name, "b": f"{name}+altered"}) for name in sorted(chosen)]
    (out / "copies.jsonl").write_text("\n".join(answer) + "\n", encoding="utf8")
    print(f"{len(texts)} articles, {len(chosen)} of them altered")


def score(out, found):
    """Precision and recall over pairs with an altered article; pairs of two articles of the folder are not judged."""
    lines = (pathlib.Path(out) / "copies.jsonl").read_text(encoding="utf8").splitlines()
    origin = {pair["b"]: pair["a"] for pair in map(json.loads, lines)}
    clusters = collections.defaultdict(list)
    for line in open(found, encoding="utf8"):
        place = json.loads(line)
        clusters[place["copies"]].append(place["id"])
    hits = said = 0
    for members in clusters.values():
        # Copies among the articles themselves are their own affair: an altered one counts once with each of them.
        for a, b in itertools.combinations(sorted(members), 2):
            if (a in origin) == (b in origin):
                continue
            copy, article = (a, b) if a in origin else (b, a)
            if article == origin[copy]:
                hits += 1
                said += 1
            elif origin[copy] not in members:
                said += 1
    print(f"precision {hits / max(1, said):.4f}, recall {hits / len(origin):.4f} ({hits} of {len(origin)} found, {said} said)")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("make", "score"):
        sys.exit(__doc__)
    (make if sys.argv[1] == "make" else score)(sys.argv[2], sys.argv[3])
