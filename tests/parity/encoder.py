#!/usr/bin/env python3
"""Writes which vectors the published implementation has for the words of golden.jsonl: encoder.jsonl.

usage: encoder.py FOLDER [--check]

FOLDER holds the encoder's files: config.json, model.safetensors, tokenizer.json (what `dateline model install` unpacked).
Needs torch and transformers in this Python. The sentences are one document, packed in windows as
crates/language/src/encoder/windows.rs tells; white space is left out. The first line is about the encoder as it is, the
second about the encoder with the adaptation that crates/language/tests/encoder.rs makes too. Of each word's vector three
numbers are kept, at 7·i, 7·i + 128 and 7·i + 256 modulo 384 for word i. With --check nothing is written; exits 1 if the
file differs by more than 0.0001 anywhere.
"""
import json
import sys
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertModel

HERE = Path(__file__).parent
LONGEST = 158


def windows(sentences):
    """Lists of (number of the word, its pieces)."""
    window, size, number = [], 0, 0
    for sentence in sentences:
        if size + sum(map(len, sentence)) > LONGEST:
            yield window
            window, size = [], 0
        for pieces in sentence:
            if size + len(pieces) > LONGEST:
                yield window
                window, size = [], 0
            window.append((number, pieces))
            size += len(pieces)
            number += 1
    yield window


def vectors(model, tokenizer, sentences):
    found = {}
    pieces = [[tokenizer.tokenize(word)[:32] for word in sentence] for sentence in sentences]
    for window in filter(None, windows(pieces)):
        flat = [piece for _, pieces in window for piece in pieces]
        ids = tokenizer.convert_tokens_to_ids(["[CLS]", *flat, "[SEP]"])
        states = model(torch.tensor([ids])).last_hidden_state[0]
        at = 1
        for number, pieces in window:
            found[number] = states[at : at + len(pieces)].mean(0) if pieces else torch.zeros(states.shape[1])
            at += len(pieces)
    return [found[number] for number in range(len(found))]


def pattern(rows, columns):
    """Numbers that 16 bits hold exactly."""
    cells = [[(31 * i + 17 * j) % 13 - 6 for j in range(columns)] for i in range(rows)]
    return torch.tensor(cells, dtype=torch.float32) / 64


def adapt(model):
    for layer in model.encoder.layer:
        layer.attention.self.query.weight += pattern(384, 2) @ pattern(2, 384)
        layer.output.dense.weight += pattern(384, 2) @ pattern(2, 1536)
    model.encoder.layer[5].output.LayerNorm.bias.copy_(pattern(1, 384)[0])


def kept(vector, i):
    return [round(vector[(7 * i + start) % 384].item(), 5) for start in (0, 128, 256)]


@torch.no_grad()
def main():
    folder = sys.argv[1]
    lines = (HERE / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [[token[0] for token in json.loads(line)["tokens"] if not token[0].isspace()] for line in lines]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    wanted = []
    for change in (lambda model: None, adapt):
        change(model)
        wanted.append([kept(vector, i) for i, vector in enumerate(vectors(model, tokenizer, sentences))])
    file = HERE / "encoder.jsonl"
    if "--check" in sys.argv[2:]:
        found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        sys.exit((torch.tensor(found) - torch.tensor(wanted)).abs().max().item() > 1e-4)
    file.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in wanted), encoding="utf-8")
    print(f"{file}: {len(wanted[0])} words")


if __name__ == "__main__":
    main()
