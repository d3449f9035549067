"""What is told by a word, judged from its vector?

Each head is one linear map of the word's vector. `event` is asked of every word, the others of words that tell a
happening.
"""

import torch
from torch import nn
from torch.nn import functional

from encoder import WIDTH
from gold import AUX, EVENTS, MODES

NONE = len(EVENTS)
LABELS = {
    "event": [*EVENTS, "none"],
    "aux": list(AUX),
    "central": ["central"],
    "claimed": ["claimed"],
    "mode": [*(f"{event}.{mode}" for event in EVENTS for mode in MODES.get(event, ())), "none"],
}
YES_OR_NO = ("aux", "central", "claimed")


class Heads(nn.Module):
    """The linear maps by name."""

    def __init__(self):
        super().__init__()
        self.quick = nn.Parameter(torch.tensor(0.3))
        self.maps = nn.ModuleDict({name: nn.Linear(WIDTH, len(labels)) for name, labels in LABELS.items()})

    def event(self, vectors, sums):
        """Logits of `event`: the map's, and the quick judge's sums with one weight."""
        return self.maps["event"](vectors) + self.quick * sums

    def tensors(self):
        """`NAME.weight` and `NAME.bias` of every head, and the weight of the quick judge's sums."""
        return {"event.quick": self.quick.view(1)} | {
            f"{name}.{part}": getattr(m, part) for name, m in self.maps.items() for part in ("weight", "bias")
        }


def mode(happening):
    """The label of a happening's mode."""
    label = f"{happening['event']}.{happening['mode']}"
    return label if label in LABELS["mode"] else "none"


def truth(happenings):
    """What the heads beside `event` should say of a word: numbers of classes, or shares of yes."""
    first = happenings[0]
    return {
        "aux": [float(name in first["aux"]) for name in AUX],
        "central": [float(any(h["central"] for h in happenings))],
        "claimed": [float(first.get("claimed_by") is not None)],
        "mode": LABELS["mode"].index(mode(first)),
    }


def shares(happenings, also):
    """What `event` should say of a word: one share for each event, those that might have been chosen too weighing
    `also`.
    """
    out = torch.zeros(NONE + 1)
    for happening in happenings:
        out[EVENTS.index(happening["event"])] += 1.0
        for event in happening.get("also", []):
            out[EVENTS.index(event)] += also
    return out / out.sum()


def loss(heads, vectors, sums, told, unclear, settings):
    """How wrong the heads are. `told`: happenings by row of `vectors`; `unclear`: rows to leave out."""
    target = torch.zeros(len(vectors), NONE + 1)
    target[:, NONE] = 1.0
    weight = torch.ones(len(vectors))
    for row, happenings in told.items():
        target[row] = shares(happenings, settings.also)
        weight[row] = 1.0 if any(h["central"] for h in happenings) else settings.aside
    weight[list(unclear)] = 0.0
    wrong = functional.cross_entropy(heads.event(vectors, sums), target, reduction="none")
    total = (wrong * weight).sum() / settings.scale
    if told:
        chosen, truths = vectors[list(told)], [truth(happenings) for happenings in told.values()]
        for name in LABELS:
            if name == "event":
                continue
            wanted, said = torch.tensor([t[name] for t in truths]), heads.maps[name](chosen)
            ask = functional.binary_cross_entropy_with_logits if name in YES_OR_NO else functional.cross_entropy
            total = total + settings.side * ask(said, wanted, reduction="sum") / settings.scale
    return total


def by_sentence(heads, vectors, sums, told, sentences, settings):
    """How wrong `event` is of sentences: whether an event is told there at all, by whichever word. `sentences`: one
    number a row.
    """
    shares = torch.softmax(heads.event(vectors, sums), 1)[:, :NONE]
    place = torch.tensor(sentences)
    untold = torch.zeros(max(sentences) + 1, NONE).index_add(0, place, torch.log1p(-shares.clamp(max=0.999)))
    yes, asked = torch.zeros_like(untold), torch.ones_like(untold)
    for row, happenings in told.items():
        for happening in happenings:
            for event in happening.get("also", []):
                asked[place[row], EVENTS.index(event)] = 0.0
    for row, happenings in told.items():
        for happening in happenings:
            yes[place[row], EVENTS.index(happening["event"])] = asked[place[row], EVENTS.index(happening["event"])] = (
                1.0
            )
    is_told = torch.log(-torch.expm1(untold.clamp(max=-1e-6)) + 1e-9)
    return -((yes * is_told + (1 - yes) * untold) * asked).sum() / settings.scale
