"""Which candidate is the doer of what a word tells, and which the target?

The quick judge has gathered the candidates of an act (mentions near it, and three answers without a mention:
implied, unknown, nobody), and has summed what speaks for each. Here the vectors of trigger and mention join in.
Codes tell a country and sector and not a mention, so several candidates may be right: what is wanted is that
together they are likely.
"""

from dataclasses import dataclass

import torch
from torch import nn

from encoder import WIDTH
from gold import EVENTS

SIDES = ("actor", "recipient")
STANDINGS = ("here", "before", "after", "implied", "unknown", "nobody")
WITHOUT = STANDINGS[3:]
RANK = 64


@dataclass
class Act:
    """A word that tells an act, and its candidates: chief word (None of an answer without mention), standing, sums,
    rightness.
    """

    word: int
    event: int
    words: list
    standings: list
    sums: list
    right: list


def acts(article, rows):
    """The acts of an article as the quick judge writes them; candidates whose word is not found are left out."""
    starts = {start: word for word, (start, _) in enumerate(article.spans)}
    out = []
    for row in rows:
        if row["trigger"] not in starts:
            continue
        kept = [c for c in row["candidates"] if c[0] is None or c[0] in starts]
        words = [None if start is None else starts[start] for start, *_ in kept]
        out.append(
            Act(
                starts[row["trigger"]],
                EVENTS.index(row["kind"]),
                words,
                [STANDINGS.index(c[1]) for c in kept],
                [c[2] for c in kept],
                [c[3] for c in kept],
            )
        )
    return out


class Parties(nn.Module):
    """Scores of an act's candidates, for each side of its own.

    score = (A trigger) · (B mention) + u · mention + bias[standing, event] + c * sum, where A and B have RANK rows; an
    answer without a mention has a fitted vector in the place of the mention's.
    """

    def __init__(self, dropout=0.1):
        super().__init__()
        sides, self.drop = len(SIDES), nn.Dropout(dropout)
        self.a = nn.Parameter(torch.randn(sides, RANK, WIDTH) / WIDTH**0.5)
        self.b = nn.Parameter(torch.randn(sides, RANK, WIDTH) * 0.1 / WIDTH**0.5)
        self.u = nn.Parameter(torch.zeros(sides, WIDTH))
        self.bias = nn.Parameter(torch.zeros(sides, len(STANDINGS), len(EVENTS)))
        self.sum = nn.Parameter(torch.ones(sides))
        self.without = nn.Parameter(torch.zeros(len(WITHOUT), WIDTH))

    def forward(self, trigger, act, found, mentions):
        """Logarithms of shares, sides by candidates. `found`: numbers of the act's candidates to weigh, `mentions`:
        their vectors.
        """
        standings = torch.tensor([act.standings[n] for n in found])
        sums = torch.tensor([act.sums[n] for n in found])
        left = torch.einsum("srw,w->sr", self.a, self.drop(trigger))
        right = torch.einsum("srw,cw->scr", self.b, self.drop(mentions))
        scores = torch.einsum("sr,scr->sc", left, right) + self.u @ mentions.T
        scores = scores + self.bias[:, standings, act.event] + self.sum[:, None] * sums.T
        return torch.log_softmax(scores, 1)

    def weigh(self, act, vectors, rows):
        """The same with vectors by word; candidates whose word has no vector are not weighed. And their numbers."""
        found = [n for n, word in enumerate(act.words) if word is None or word in rows]
        mentions = [
            self.without[act.standings[n] - 3] if act.words[n] is None else vectors[rows[act.words[n]]] for n in found
        ]
        return self(vectors[rows[act.word]], act, found, torch.stack(mentions)), found

    def tensors(self):
        """What was fitted, by name."""
        return {f"parties.{name}": value for name, value in self.named_parameters()}


def loss(model, some_acts, vectors, rows):
    """How unlikely the right candidates are, summed over acts and sides; those without a right candidate are not
    asked.
    """
    total = torch.zeros(())
    for act in some_acts:
        if act.word in rows:
            said, found = model.weigh(act, vectors, rows)
            for side in range(len(SIDES)):
                right = [place for place, n in enumerate(found) if act.right[n][side]]
                if right:
                    total = total - torch.logsumexp(said[side, right], 0)
    return total


def chosen_rightly(model, some_acts, vectors, rows):
    """For each act and side, whether the likeliest candidate is right; beside it, whether that of the sums alone is."""
    out = []
    for act in some_acts:
        if act.word not in rows:
            continue
        said, found = model.weigh(act, vectors, rows)
        for side in range(len(SIDES)):
            best = found[int(said[side].argmax())]
            quick = max(range(len(act.words)), key=lambda n: act.sums[n][side])
            out.append((side, act.right[best][side], act.right[quick][side]))
    return out
