"""Which candidate is the doer of what a word tells, and which the target?

The quick judge has gathered the candidates of an act (mentions near it, and three answers without a mention:
implied, unknown, nobody), and has summed what speaks for each. Here the vectors of trigger and mention join in.
Coders give codes and no mention, so several candidates may be right: what is wanted is that together they are
likely.
"""

from collections import Counter
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

import entities
from encoder import WIDTH
from gold import EVENTS, SECTORS, sector

SIDES = ("actor", "recipient")
STANDINGS = ("here", "before", "after", "implied", "unknown", "nobody")
IMPLIED = 3
NOBODY = STANDINGS.index("nobody")
LABELS = (*SECTORS, "none")
RANK = 64
SECTOR = 0.5  # how much a wrong sector counts beside a wrong party


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
    right: torch.Tensor  # candidates by sides
    sectors: torch.Tensor  # candidates by sides: numbers of LABELS, -1 where none is coded


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
    right = torch.tensor([c[3] for c in kept], dtype=torch.bool)
    sectors = torch.tensor([[meant(happening[side], one) for side in SIDES] for one in own])
    sectors = sectors.masked_fill(~right | (standings == NOBODY)[:, None], -1)
    return Act(word, EVENTS.index(row["kind"]), words, standings, sums, own, wanted, right, sectors)


def meant(codes, entity):
    """The sector of the code of a side that is of an entity, else of the first; -1 if there is none."""
    fitting = [code for code in codes if entities.entity(code) == entity] or codes
    return LABELS.index(sector(fitting[:1])) if codes else -1


class Parties(nn.Module):
    """Scores of an act's candidates, for each side of its own.

    score = (A trigger) · (B mention) + u · mention + bias[standing, event] + c * sum, where A and B have RANK rows;
    an answer without a mention has a fitted vector in the place of the mention's.

    Logits of a candidate's sector: M mention + T trigger + bias, T and bias for each side of its own.
    """

    def __init__(self, dropout=0.2):
        super().__init__()
        sides = len(SIDES)
        self.a = nn.Parameter(torch.randn(sides, RANK, WIDTH) / (WIDTH * RANK) ** 0.5)
        self.b = nn.Parameter(torch.randn(sides, RANK, WIDTH) * 0.3 / WIDTH**0.5)
        self.u = nn.Parameter(torch.zeros(sides, WIDTH))
        self.bias = nn.Parameter(torch.zeros(sides, len(STANDINGS), len(EVENTS)))
        self.sum = nn.Parameter(torch.ones(sides))
        self.without = nn.Parameter(torch.zeros(len(STANDINGS) - IMPLIED, WIDTH))
        self.of_mention = nn.Parameter(torch.zeros(len(LABELS), WIDTH))
        self.of_trigger = nn.Parameter(torch.zeros(sides, len(LABELS), WIDTH))
        self.of_side = nn.Parameter(torch.zeros(sides, len(LABELS)))
        self.drop = nn.Dropout(dropout)

    def forward(self, bunch):
        """Logarithms of shares among the candidates of each act: candidates by sides."""
        mentions = self.mentions(bunch)
        asked = torch.einsum("srw,aw->asr", self.a, self.drop(bunch.triggers))[bunch.owner]
        scores = (asked * torch.einsum("srw,cw->csr", self.b, mentions)).sum(2) + mentions @ self.u.T
        scores = scores + self.bias[:, bunch.standings, bunch.events].T + self.sum * bunch.sums
        return scores - summed(scores, bunch.owner, len(bunch.triggers))[bunch.owner]

    def mentions(self, bunch):
        """The candidates' vectors."""
        lacking = self.without[(bunch.standings - IMPLIED).clamp(min=0)]
        return self.drop(torch.where(bunch.named[:, None], bunch.mentions, lacking))

    def sectors(self, bunch):
        """Logits of the candidates' sectors: candidates by sides by labels."""
        told = torch.einsum("slw,aw->asl", self.of_trigger, self.drop(bunch.triggers)) + self.of_side
        return told[bunch.owner] + (self.mentions(bunch) @ self.of_mention.T)[:, None]

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
    sums: torch.Tensor
    right: torch.Tensor
    sectors: torch.Tensor


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
        column("sums"),
        column("right"),
        column("sectors"),
    )


def loss(model, some):
    """How unlikely the right candidates are, summed over acts and sides; a side without one is not asked."""
    scores = model(some).masked_fill(~some.right, -1e9)
    likely = summed(scores, some.owner, len(some.acts))
    asked = torch.zeros_like(likely).index_add(0, some.owner, some.right.float()) > 0
    return -likely[asked].sum() + SECTOR * of_sectors(model, some, (scores - likely[some.owner]).exp().detach())


def of_sectors(model, some, shares):
    """How unlikely the sectors of the right candidates are, each counting as much as it is likely among them."""
    logits, target = model.sectors(some).flatten(0, 1), some.sectors.flatten()
    wrong = functional.cross_entropy(logits, target.clamp(min=0), reduction="none")
    return (wrong * shares.flatten() * (target >= 0)).sum()


def chosen_rightly(model, some):
    """For each act, by side: whether the likeliest entity is coded; then whether the likeliest candidate is right; then
    whether the likeliest of the right ones is given the coded sector, None if there is none.

    An entity is as likely as all its candidates together.
    """
    said, out = model(some).exp(), []
    sectors = model.sectors(some).argmax(2)
    for number, act in enumerate(some.acts):
        mine = (some.owner == number).nonzero()[:, 0].tolist()
        good = []
        for side, want in enumerate(act.wanted):
            shares = Counter()
            for place in mine:
                shares[act.entities[some.numbers[place]]] += float(said[place, side])
            good.append(max(shares, key=shares.get) in (want or {None}))
        good += [bool(some.right[max(mine, key=lambda p: said[p, side]), side]) for side in (0, 1)]
        for side in (0, 1):
            coded = [place for place in mine if some.sectors[place, side] >= 0]
            best = max(coded, key=lambda p: said[p, side], default=None)
            good.append(None if best is None else bool(sectors[best, side] == some.sectors[best, side]))
        out.append(good)
    return out
