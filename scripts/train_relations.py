#!/usr/bin/env python3
"""Train the weights by which `dateline classify` decides, and say how good they are.

usage: train_relations.py ROWS.jsonl [--dateline PROGRAM] [--out codebook/en/did/relations.tsv]

ROWS: {"id", "text", "source", "target", "root"} a line, as `dateline classify` takes them, with the answer. What is weighed
comes from `dateline classify --features`; a multinomial logistic regression with an L2 penalty is fitted to it by
accelerated gradient descent. Where the encoder is installed, the numbers that it adds are weighed too, with weights of
their own for all: `relations.careful.tsv` and `relations.views` (numbers by classes, 16 bits). First ten-fold cross-validation (rows of one text stay together), then all rows; the table
holds the weights that matter, rounded. The same rows and program give the same table. Needs numpy.
"""
import argparse
import json
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np

LENGTH = 4.0  # as in crates/dateline/src/did/relation/weights.rs
TOLD = 2.0  # how much more a feature counts that the codebook tells
KINDS_TOLD = {"event", "rule", "mode", "aux", "sense", "id", "status", "negated"}
PENALTY = 0.001
SEEN = 2  # features of fewer rows are left out
SMALL = 0.04  # weights below are left out
FOLDS = 10
WIDTH = 384  # of a vector of the encoder; source, target, path, between, sentence, then chances of events
SCALES = (1.0, 1.0, 2.0, 1.0, 1.0, 1.0)


def vocabulary(rows):
    counts = Counter(feature for features in rows for feature in features)
    return {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN))}


def matrix(rows, column):
    """Each row with its known features at one length, and a column of ones."""
    x = np.zeros((len(rows), len(column) + 1), np.float32)
    x[:, -1] = 1
    for i, features in enumerate(rows):
        for feature in features:
            if feature in column:
                x[i, column[feature]] = TOLD if feature.split(":")[0] in KINDS_TOLD else 1
        x[i, :-1] *= LENGTH / max(1, np.linalg.norm(x[i, :-1]))
    return x


def scales(count):
    """How much each number of the encoder counts."""
    return np.repeat(np.array(SCALES, np.float32), [WIDTH] * 5 + [count - 5 * WIDTH])


def fit(x, y, classes, steps=150):
    n, d = x.shape
    gold = np.eye(classes, dtype=np.float32)[y]
    v = np.ones(d, np.float32)
    for _ in range(20):
        v = x.T @ (x @ v)
        v /= np.linalg.norm(v)
    rate = 1 / (0.5 * np.linalg.norm(x @ v) ** 2 / n + PENALTY)
    w = z = np.zeros((d, classes), np.float32)
    t = 1.0
    for _ in range(steps):
        p = x @ z
        p = np.exp(p - p.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        new = z - rate * (x.T @ (p - gold) / n + PENALTY * z)
        after = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z = new + (t - 1) / after * (new - w)
        w, t = new, after
    return w


def folds(texts):
    """A fold for each row; rows of one text share one."""
    order = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    shuffled = np.random.RandomState(0).permutation(len(order))
    return np.array([shuffled[order[text]] % FOLDS for text in texts])


def scores(gold, predicted, classes):
    f1 = []
    for c in range(len(classes)):
        hit = np.sum((gold == c) & (predicted == c))
        f1.append(2 * hit / max(1, np.sum(gold == c) + np.sum(predicted == c)))
    return np.mean(gold == predicted), np.mean(f1)


def cross_validate(rows, views, y, texts, classes):
    fold = folds(texts)
    predicted = np.zeros_like(y)
    for k in range(FOLDS):
        train, test = np.where(fold != k)[0], np.where(fold == k)[0]
        column = vocabulary([rows[i] for i in train])
        x = np.hstack([matrix(rows, column), views])
        w = fit(x[train], y[train], len(classes))
        w[: len(column) + 1] = pruned(w[: len(column) + 1])
        predicted[test] = (x[test] @ w).argmax(1)
    accuracy, macro = scores(y, predicted, classes)
    print(f"{FOLDS}-fold cross-validation on {len(y)} rows: accuracy {accuracy:.4f}, macro-F1 {macro:.4f}")
    wrong = Counter((classes[a], classes[b]) for a, b in zip(y, predicted) if a != b)
    for (a, b), n in wrong.most_common(10):
        print(f"  {n:4d}  {a} -> {b}")


def pruned(w):
    return np.where(np.abs(w) < SMALL, 0, np.round(w, 2))


def write(path, w, column, classes, source):
    lines = [
        "# What weighs how much for the relation between two mentions: a multinomial logistic regression.",
        f"# Source: trained by scripts/train_relations.py on {source}; counts of words, no text of it is here.",
        "# First the classes, then a feature a line with the weights of classes, counted from 0. YIELD: CONCEDE or RETREAT.",
        "\t".join(classes),
    ]
    names = sorted(column, key=column.get) + ["bias"]
    for name, weights in zip(names, w):
        cells = [f"{c}:{weight:g}" for c, weight in enumerate(weights) if weight]
        if cells:
            lines.append("\t".join([name, *cells]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines) - 4} features, {path.stat().st_size // 1024} KB")


def main():
    here = Path(__file__).resolve().parent.parent
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("rows")
    options.add_argument("--dateline", default="dateline")
    options.add_argument("--out", type=Path, default=here / "crates/dateline/codebook/en/did/relations.tsv")
    options.add_argument("--source", default="the training half of PLV (PLOVER-labelled sentence pairs)")
    options = options.parse_args()
    gold = [json.loads(line) for line in open(options.rows, encoding="utf-8")]
    run = [options.dateline, "classify", "--features", options.rows]
    printed = subprocess.run(run, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    answers = [json.loads(line) for line in printed.splitlines()]
    rows = [answer["features"] for answer in answers]
    classes = sorted({row["root"] for row in gold})
    y = np.array([classes.index(row["root"]) for row in gold])
    column = vocabulary(rows)
    judge(options.out, rows, np.zeros((len(rows), 0), np.float32), y, gold, classes, column, options.source)
    if answers[0]["views"]:
        views = np.array([answer["views"] for answer in answers], np.float32)
        scale = scales(views.shape[1])
        careful = options.out.with_suffix(".careful.tsv")
        w = judge(careful, rows, views * scale, y, gold, classes, column, options.source)
        numbers = w[len(column) + 1 :] * scale[:, None]
        options.out.with_suffix(".views").write_bytes(numbers.astype("<f2").tobytes())


def judge(out, rows, views, y, gold, classes, column, source):
    """Says how good the weights are, and writes those of the features; all of them."""
    cross_validate(rows, views, y, [row["text"] for row in gold], classes)
    w = fit(np.hstack([matrix(rows, column), views]), y, len(classes))
    write(out, pruned(w[: len(column) + 1]), column, classes, source)
    return w


if __name__ == "__main__":
    main()
