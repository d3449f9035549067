"""Which articles are fitted to, and in which windows does the encoder see them?

A set is a folder with `articles.jsonl` (id, text), `codes.jsonl` (id, happenings), `parses.jsonl` (`dateline
parse` of the articles) and `records.jsonl` (`dateline read` of them). What the quick judge says of them (words'
sums, acts' candidates) stands in files of its own.
"""

import random

import torch

import gold
import parties
from windows import windows


def load(folders, pieces, quick, judging=None):
    """Articles of sets by id, without those that `judging` has, by id or text."""
    judging = judging or {}
    texts = {article.text for article in judging.values()}
    found = gold.coded(*([f"{folder}/{name}.jsonl" for folder in folders] for name in ("articles", "parses", "codes")))
    out = {i: article for i, article in found.items() if i not in judging and article.text not in texts}
    for article in out.values():
        article.windows = windows(article, pieces)
    records = {row["source"]["id"]: row for folder in folders for row in gold.rows(f"{folder}/records.jsonl")}
    for row in (row for path in quick for row in gold.rows(path)):
        if row["id"] in out:
            asked(out[row["id"]], row, records[row["id"]])
    return out


def asked(article, row, record):
    """Notes what the quick judge says of an article."""
    starts = {start: word for word, (start, _) in enumerate(article.spans)}
    article.acts = parties.acts(article, row["acts"], record)
    for start, (none, *events) in row["words"]:
        if start in starts:
            article.sums[starts[start]] = torch.tensor([*events, none])


def batches(articles, size, dice):
    """All windows in batches of at most `size`, those of an article together as far as they fit, in random order."""
    chunks = [a.windows[at : at + size] for a in articles.values() for at in range(0, len(a.windows), size)]
    dice.shuffle(chunks)
    out, open_ones = [], []
    for chunk in chunks:
        place = next((b for b in open_ones if len(b) + len(chunk) <= size), None)
        if place is None:
            place = []
            open_ones.append(place)
        place.extend(chunk)
        if len(place) == size:
            open_ones = [b for b in open_ones if b is not place]
            out.append(place)
    out += open_ones
    dice.shuffle(out)
    return out


def some(articles, number):
    """A number of articles, always the same ones; a smaller number's are among a greater's."""
    names = sorted(articles)
    random.Random(0).shuffle(names)
    return {name: articles[name] for name in names[:number]}
