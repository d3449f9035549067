r"""Averages fitted runs, judges the average, and writes what the program needs.

    python training/join.py --base FOLDER --dev SET --quick FILE --scorer WHOLE.PY --runs RUN.pt [RUN.pt …] \
        --set TEXT --date DATE --out FOLDER

Runs that begin at the same weights (`--start` of fit.py) and differ in `--seed` lie close enough to be averaged:
maps, norms and heads by the mean of their weights, low-rank parts by the mean of their products, cut to the rank
asked. Writes `encoder.safetensors` and `heads.safetensors`, both F16; the figures are those of the rounded
weights.
"""

import argparse
import copy
import random

import torch

import articles
import judge
import parties
import tensors
from fit import Model, log
from heads import LABELS
from pieces import Pieces

ACTS = 128


def mean(runs):
    """The average of runs by name; low-rank parts as their full products under the name of part b."""
    out = {}
    for name in runs[0]:
        part = name.startswith("encoder.layers") and name.endswith((".a", ".b"))
        if part and name.endswith(".b"):
            out[name] = sum(run[name] @ run[name[:-1] + "a"] for run in runs) / len(runs)
        elif not part:
            out[name] = sum(run[name] for run in runs) / len(runs)
    return out


def cut(joined, rank):
    """The products as two low-rank parts again, the nearest ones of a rank."""
    out = dict(joined)
    for name, product in joined.items():
        if name.startswith("encoder.layers") and name.endswith(".b"):
            left, sizes, right = torch.linalg.svd(product, full_matrices=False)
            root = sizes[:rank].sqrt()
            out[name], out[name[:-1] + "a"] = left[:, :rank] * root, root[:, None] * right[:rank]
    return out


def seen(encoder, train):
    """All acts of the articles, the vectors of their words, and for each act the table from words to vectors."""
    acts, vectors, rows, count = [], [], [], 0
    reader = copy.deepcopy(encoder)
    reader.as_kind(torch.bfloat16)
    reader.eval()
    with torch.no_grad():
        for article in train.values():
            if article.acts and article.windows:
                all_vectors, table = judge.vectors(reader, article)
                needed = sorted({w for act in article.acts for w in (act.word, *act.words) if w in table})
                acts += article.acts
                rows += [{word: count + place for place, word in enumerate(needed)}] * len(article.acts)
                vectors.append(all_vectors[[table[word] for word in needed]])
                count += len(needed)
    return acts, torch.cat(vectors), rows


def settle(model, train, rounds):
    """Fits the parties anew to the vectors as they are now."""
    acts, vectors, rows = seen(model.encoder, train)
    torch.manual_seed(1)
    dice = random.Random(1)
    model.parties = parties.Parties()
    optimizer = torch.optim.AdamW(model.parties.parameters(), lr=2e-3, weight_decay=0.05)
    steps = rounds * -(-len(acts) // ACTS)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: 1 - n / steps)
    for _ in range(rounds):
        order = list(range(len(acts)))
        dice.shuffle(order)
        for at in range(0, len(order), ACTS):
            chosen = order[at : at + ACTS]
            some = parties.bunch([acts[n] for n in chosen], vectors, [rows[n] for n in chosen])
            wrong = parties.loss(model.parties, some) / ACTS
            optimizer.zero_grad()
            wrong.backward()
            optimizer.step()
            rate.step()
        log(f"parties: loss {wrong.item():.3f}")


def halved(model):
    """Rounds what was fitted to the numbers that are written."""
    with torch.no_grad():
        for one in model.parameters():
            one.copy_(one.half().float())


def options():
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "dev", "scorer", "set", "date", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--quick", nargs="+", required=True)
    parser.add_argument("--runs", nargs="+", required=True)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def write(model, folder, about):
    """Writes the two files."""
    tensors.write(f"{folder}/encoder.safetensors", model.encoder.adaptation(), about)
    labels = {f"labels.{name}": " ".join(some) for name, some in LABELS.items()}
    labels |= {"labels.parties": " ".join(parties.SIDES), "labels.standings": " ".join(parties.STANDINGS)}
    labels["labels.sectors"] = " ".join(parties.LABELS)
    tensors.write(
        f"{folder}/heads.safetensors", {**model.heads.tensors(), **model.parties.tensors()}, {**about, **labels}
    )


def main():
    """Averages, judges, writes."""
    settings = options()
    torch.set_num_threads(1)
    runs = [torch.load(path) for path in settings.runs]
    model = Model(settings.base, argparse.Namespace(**{**runs[0]["settings"], "rank": settings.rank}))
    names = [name for name, _ in model.named_parameters() if not name.startswith("parties")]
    joined = cut(mean([{name: run["model"][name].float() for name in names} for run in runs]), settings.rank)
    model.load_state_dict(joined, strict=False)
    pieces = Pieces(settings.base)
    dev = articles.load([settings.dev], pieces, settings.quick)
    settle(model, articles.load(settings.train, pieces, settings.quick, dev), settings.rounds)
    halved(model)
    threshold, (precision, recall, f1) = judge.report(model, dev, settings, log)
    figure = f"dev act F1 {f1:.3f} (P {precision:.3f} R {recall:.3f}) at {threshold}"
    write(model, settings.out, {"set": settings.set, "date": settings.date, "figure": figure})
    log(figure)


if __name__ == "__main__":
    main()
