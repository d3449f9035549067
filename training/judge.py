"""How good is what was fitted, on coded articles that it has not seen?

The figures are those of `shared/score/whole.py`, given records that hold only what the heads say: for each word
that tells a happening its root, its sentence, and the likeliest entity of each side.
"""

import json
import subprocess
import sys
import tempfile

import torch

import heads
import parties
from gold import EVENTS
from heads import LABELS, NONE, YES_OR_NO
from windows import batch

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9)
SIDE_BY_SIDE = 16


def vectors(encoder, article):
    """Vectors of an article's words, and the row of each word in them."""
    out, rows = [], {}
    for at in range(0, len(article.windows), SIDE_BY_SIDE):
        some = batch(article.windows[at : at + SIDE_BY_SIDE])
        for _, word in some.words:
            rows[word] = len(rows)
        out.append(some.vectors(encoder(some.pieces, some.real)))
    return torch.cat(out), rows


def answers(model, articles):
    """What is said of every word: by article and word `shares` of the events, heads' numbers by name; and of acts'
    candidates.
    """
    out, sides = {}, []
    model.eval()
    with torch.no_grad():
        for name, article in articles.items():
            if not article.windows:
                continue
            seen, rows = vectors(model.encoder, article)
            sums = torch.stack([article.sums.get(word, torch.zeros(NONE + 1)) for word in rows])
            said = {head: m(seen) for head, m in model.heads.maps.items()}
            said["event"] = model.heads.event(seen, sums)
            shares = torch.softmax(said["event"], 1)
            for word, row in rows.items():
                out[name, word] = {"shares": shares[row].tolist(), **{h: n[row].tolist() for h, n in said.items()}}
            pairs = parties.bunch(article.acts, seen, [rows] * len(article.acts))
            sides += parties.chosen_rightly(model.parties, pairs) if pairs else []
    model.train()
    return out, sides


def told(article, said, threshold):
    """Words that are held to tell a happening, with its event.

    The coders' choice of the word is not always the same ("launched an attack"), so shares are summed over a
    sentence: of an event whose sum is `threshold` the likeliest word tells it, of one whose sum is a whole happening
    more the second likeliest too, and so on.
    """
    out = []
    for start, end in article.sentences:
        words = [word for word in range(start, end) if (article.id, word) in said]
        for number, event in enumerate(EVENTS):
            by_share = sorted(words, key=lambda word: -said[article.id, word]["shares"][number])
            mass = sum(said[article.id, word]["shares"][number] for word in words)
            out += [(word, event) for count, word in enumerate(by_share) if mass >= threshold + count]
    return out


def records(articles, said, threshold):
    """Records for the scorer, with acts alone; every mention is a happening of its own."""
    out = []
    for name, article in articles.items():
        events = []
        for word, event in told(article, said, threshold):
            start, end = article.sentences[article.sentence_of[word]]
            where = {"start": article.spans[start][0], "end": article.spans[end - 1][1]}
            number = len(events) + 1
            events.append(
                {"event": event, "trigger": {"lemma": article.words[word]}, "happening": number, "sentence": where}
            )
        out.append({"source": {"id": name}, "events": events})
    return out


def figures(scorer, folder, articles, said, threshold):
    """Precision, recall, F1 of acts for a threshold."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for record in records(articles, said, threshold):
            file.write(json.dumps(record) + "\n")
        file.flush()
        paths = [f"{folder}/articles.jsonl", f"{folder}/codes.jsonl", f"{folder}/codes.second.jsonl", file.name]
        told = subprocess.run([sys.executable, scorer, *paths], capture_output=True, text=True, check=True).stdout
    return [json.loads(told)["act"][part] for part in ("precision", "recall", "f1")]


def accuracy(articles, said):
    """Of the words that tell a happening, the share of which each head is right; of parties, whether the likeliest
    entity is coded.
    """
    right, asked = {}, 0
    for name, article in articles.items():
        for word, happenings in article.told.items():
            one = said.get((name, word))
            if one is None:
                continue
            asked += 1
            for head, good in correct(one, happenings).items():
                right[head] = right.get(head, 0) + good
    return {head: round(number / asked, 3) for head, number in right.items()}


def correct(one, happenings):
    """By head, whether it is right of a word."""
    truth, out = heads.truth(happenings), {}
    out["event"] = max(range(NONE), key=lambda n: one["event"][n]) == EVENTS.index(happenings[0]["event"])
    for head in LABELS:
        if head in YES_OR_NO:
            out[head] = all((number > 0) == (yes > 0.5) for number, yes in zip(one[head], truth[head]))
        elif head != "event":
            out[head] = max(range(len(one[head])), key=lambda n: one[head][n]) == truth[head]
    return out


def report(model, dev, settings, log):
    """Tells all figures; the best threshold with its precision, recall, F1."""
    said, sides = answers(model, dev)
    curve = {threshold: figures(settings.scorer, settings.dev, dev, said, threshold) for threshold in THRESHOLDS}
    for threshold, (precision, recall, f1) in curve.items():
        log(f"act at {threshold}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    log(f"right of the words that tell: {json.dumps(accuracy(dev, said))}")
    names = [f"{side}'s {what}" for what in ("country or body", "candidate", "sector") for side in parties.SIDES]
    for column, name in enumerate(names):
        asked = [good[column] for good in sides if good[column] is not None]
        log(f"{name}: right of {len(asked)} acts {sum(asked) / max(len(asked), 1):.3f}")
    best = max(curve, key=lambda threshold: curve[threshold][2])
    return best, curve[best]
