"""Which candidate is the doer of what a word tells, and which the target?

The quick judge has gathered the candidates of an act (mentions near it, and three answers without a mention:
implied, unknown, nobody), and has summed what speaks for each. Here the vectors of trigger and mention join in.
Two things are asked: of which country or body is the party (entity), and who is it (code: sector too). Coders
give codes and no mention, so several candidates may be right: what is wanted is that together they are likely.
"""

import math
from collections import Counter
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

import entities
from encoder import WIDTH
from gold import EVENTS

SIDES = ("actor", "recipient")
ASKED = ("actor_entity", "recipient_entity", "actor_code", "recipient_code")
STANDINGS = ("here", "before", "after", "implied", "unknown", "nobody")
IMPLIED, NOBODY = 3, 5
RANK, HIDDEN = 64, 64
GIVEN = len(STANDINGS) + len(EVENTS) + len(SIDES) + 3


@dataclass
class Act:
    """A word that tells an act, and its candidates: by column."""

    word: int
    event: int
    words: list  # chief word, None of an answer without a mention
    standings: torch.Tensor
    sums: torch.Tensor  # candidates by sides
    entities: list
    wanted: list  # entities by side, as coded
    right: torch.Tensor  # candidates by ASKED
    given: torch.Tensor


def acts(article, rows, record):
    """The acts of an article as the quick judge writes them; candidates whose word is not found are left out."""
    starts = {start: word for word, (start, _) in enumerate(article.spans)}
    known = entities.Entities(record)
    found = ((starts.get(row["trigger"]), row) for row in rows)
    return [act(article, word, row, starts, known) for word, row in found if word in article.told]


def act(article, word, row, starts, known):
    """One act, from a row of the quick judge."""
    happenings = article.told[word]
    happening = next((h for h in happenings if h["event"] == row["kind"]), happenings[0])
    kept = [c for c in row["candidates"] if c[0] is None or c[0] in starts]
    words = [None if start is None else starts[start] for start, *_ in kept]
    standings = torch.tensor([STANDINGS.index(c[1]) for c in kept])
    sums = torch.tensor([c[2] for c in kept])
    own = [None if c[1] == "nobody" else known.setting if c[0] is None else known.at(c[0]) for c in kept]
    wanted = [entities.coded(happening, side) for side in SIDES]
    right = [
        [one in want if want else c[1] == "nobody" for want in wanted] + [bool(yes) for yes in c[3]]
        for c, one in zip(kept, own, strict=True)
    ]
    event = EVENTS.index(row["kind"])
    return Act(
        word,
        event,
        words,
        standings,
        sums,
        own,
        wanted,
        torch.tensor(right),
        given(word, event, words, standings, sums),
    )


def given(word, event, words, standings, sums):
    """What the network is told beside the vectors: standing, event, sums, distance to the left, to the right,
    itself.
    """
    apart = [0 if one is None else one - word for one in words]
    far = [[math.log1p(max(-n, 0)) / 5, math.log1p(max(n, 0)) / 5, float(one == word)] for n, one in zip(apart, words)]
    kinds = functional.one_hot(torch.tensor([event]), len(EVENTS)).float().expand(len(words), -1)
    return torch.cat([functional.one_hot(standings, len(STANDINGS)).float(), kinds, sums / 3, torch.tensor(far)], 1)


class Parties(nn.Module):
    """Scores of an act's candidates, for each question of ASKED.

    u = U trigger, v = V mention; score = O relu(H [u·v, u, v, given]) + bias[standing, event] + sum of the side. An
    answer without a mention has a fitted vector in the place of the mention's.
    """

    def __init__(self, dropout=0.3):
        super().__init__()
        self.trigger, self.mention = nn.Linear(WIDTH, RANK), nn.Linear(WIDTH, RANK)
        self.hidden, self.score = nn.Linear(3 * RANK + GIVEN, HIDDEN), nn.Linear(HIDDEN, len(ASKED))
        self.bias = nn.Parameter(torch.zeros(len(STANDINGS), len(EVENTS), len(ASKED)))
        self.sum = nn.Parameter(torch.ones(len(ASKED)))
        self.without = nn.Parameter(torch.zeros(len(STANDINGS) - IMPLIED, WIDTH))
        self.drop = nn.Dropout(dropout)

    def forward(self, bunch):
        """Logarithms of shares among the candidates of each act: candidates by ASKED."""
        u = self.trigger(self.drop(bunch.triggers))[bunch.owner]
        lacking = self.without[(bunch.standings - IMPLIED).clamp(min=0)]
        v = self.mention(self.drop(torch.where(bunch.named[:, None], bunch.mentions, lacking)))
        hidden = torch.relu(self.hidden(torch.cat([u * v, u, v, bunch.given], 1)))
        scores = self.score(self.drop(hidden)) + self.bias[bunch.standings, bunch.events]
        scores = scores + self.sum * bunch.sums.repeat(1, 2)
        return scores - summed(scores, bunch.owner, len(bunch.triggers))[bunch.owner]

    def tensors(self):
        """What was fitted, by name."""
        return {f"parties.{name}": value for name, value in self.named_parameters()}


def summed(logarithms, owner, acts):
    """Logarithm of the sum over the candidates of each act: acts by columns."""
    index = owner[:, None].expand_as(logarithms)
    highest = torch.full((acts, logarithms.shape[1]), -1e9).scatter_reduce(0, index, logarithms.detach(), "amax")
    sums = torch.zeros_like(highest).index_add(0, owner, (logarithms - highest[owner]).exp())
    return sums.clamp(min=1e-30).log() + highest


@dataclass
class Bunch:
    """Acts side by side: `acts` and, for each candidate, the number of its act (`owner`) and what is known of it."""

    acts: list
    triggers: torch.Tensor
    owner: torch.Tensor
    numbers: list  # of each candidate among those of its act
    named: torch.Tensor
    mentions: torch.Tensor
    standings: torch.Tensor
    events: torch.Tensor
    given: torch.Tensor
    sums: torch.Tensor
    right: torch.Tensor


def bunch(some_acts, vectors, rows):
    """The acts whose words have vectors, with the candidates that have one or need none; None if there is no act.

    `rows`: for each act its own table from words to rows of `vectors`.
    """
    kept = [(act, table) for act, table in zip(some_acts, rows, strict=True) if act.word in table]
    if not kept:
        return None
    found = [[n for n, word in enumerate(act.words) if word is None or word in table] for act, table in kept]
    places = [
        -1 if act.words[n] is None else table[act.words[n]]
        for (act, table), numbers in zip(kept, found, strict=True)
        for n in numbers
    ]
    owner = torch.tensor([number for number, numbers in enumerate(found) for _ in numbers])

    def column(name):
        return torch.cat([getattr(act, name)[numbers] for (act, _), numbers in zip(kept, found, strict=True)])

    return Bunch(
        [act for act, _ in kept],
        vectors[[table[act.word] for act, table in kept]],
        owner,
        [n for numbers in found for n in numbers],
        torch.tensor(places) >= 0,
        vectors[torch.tensor(places).clamp(min=0)],
        column("standings"),
        torch.tensor([act.event for act, _ in kept])[owner],
        column("given"),
        column("sums"),
        column("right"),
    )


def loss(model, some):
    """How unlikely the right candidates are, summed over acts and questions; a question without one is not asked."""
    likely = summed(model(some).masked_fill(~some.right, -1e9), some.owner, len(some.acts))
    asked = torch.zeros_like(likely).index_add(0, some.owner, some.right.float()) > 0
    return -likely[asked].sum()


def chosen_rightly(model, some):
    """For each act whether the likeliest entity of each side is coded, and whether each side's likeliest candidate
    is.
    """
    said, out = model(some).exp(), []
    for number, act in enumerate(some.acts):
        mine = (some.owner == number).nonzero()[:, 0].tolist()
        good = []
        for side, want in enumerate(act.wanted):
            shares = Counter()
            for place in mine:
                shares[act.entities[some.numbers[place]]] += float(said[place, side])
            good.append(max(shares, key=shares.get) in (want or {None}))
        out.append(good + [bool(some.right[max(mine, key=lambda p: said[p, c]), c]) for c in (2, 3)])
    return out
