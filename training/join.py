r"""Averages fitted runs, judges the average, and writes what the program needs.

    python training/join.py --base FOLDER --dev SET --quick FILE --scorer WHOLE.PY --runs RUN.pt [RUN.pt …] \
        --set TEXT --date DATE --out FOLDER

Runs that begin at the same weights (`--start` of fit.py) and differ in `--seed` lie close enough to be averaged:
maps, norms and heads by the mean of their weights, low-rank parts by the mean of their products, cut to the rank
asked. Writes `encoder.safetensors` and `heads.safetensors`, both F16; the figures are those of the rounded
weights.
"""

import argparse

import torch

import articles
import judge
import tensors
from fit import Model, log
from heads import LABELS
from parties import SIDES, STANDINGS
from pieces import Pieces


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
    parser.add_argument("--quick", nargs="+", required=True)
    parser.add_argument("--runs", nargs="+", required=True)
    parser.add_argument("--rank", type=int, default=48)
    return parser.parse_args()


def write(model, folder, about):
    """Writes the two files."""
    tensors.write(f"{folder}/encoder.safetensors", model.encoder.adaptation(), about)
    labels = {f"labels.{name}": " ".join(some) for name, some in LABELS.items()}
    labels |= {"labels.parties": " ".join(SIDES), "labels.standings": " ".join(STANDINGS)}
    tensors.write(
        f"{folder}/heads.safetensors", {**model.heads.tensors(), **model.parties.tensors()}, {**about, **labels}
    )


def main():
    r"""Averages, judges, writes."""
    settings = options()
    torch.set_num_threads(1)
    runs = [torch.load(path) for path in settings.runs]
    model = Model(settings.base, argparse.Namespace(**{**runs[0]["settings"], "rank": settings.rank}))
    names = [name for name, _ in model.named_parameters()]
    joined = cut(mean([{name: run["model"][name].float() for name in names} for run in runs]), settings.rank)
    model.load_state_dict(joined, strict=False)
    halved(model)
    dev = articles.load([settings.dev], Pieces(settings.base), settings.quick)
    threshold, (precision, recall, f1) = judge.report(model, dev, settings, log)
    figure = f"dev act F1 {f1:.3f} (P {precision:.3f} R {recall:.3f}) at {threshold}"
    write(model, settings.out, {"set": settings.set, "date": settings.date, "figure": figure})
    log(figure)


if __name__ == "__main__":
    main()
