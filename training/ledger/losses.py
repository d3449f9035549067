"""How wrong is the model, and on which sentences and pairs is it asked?"""

from dataclasses import dataclass

import torch
from torch.nn import functional

from crises import KINDS
from inputs import RELATIONS, Line, Statement

SENTENCES = 72  # of a crisis that are looked at together
CONNECTED = 56  # of these, about as many that belong to one another
TELLING = 2.0  # weight of a pair with a relation beside one without
KIND = 4.0  # weight of the kinds beside what finds sentences
YES = 1.5  # weight of a kind that is told beside one that is not


@dataclass
class Example:
    """A statement, the line that tells it, a later line, and how this stands to it."""

    statement: Statement
    line: Line
    later: Line
    relations: tuple


@torch.no_grad()
def seen(model, reader, stories):
    """Of each story's lines: shares of kinds, what they are as statements, and as what may tell of one."""
    model.eval()
    out = {}
    for story in stories:
        some = [story.lines[start : start + 64] for start in range(0, len(story.lines), 64)]
        senses = [model.senses([reader.line(line) for line in lines]) for lines in some]
        kinds, asks, tells = (torch.cat(each) for each in zip(*senses, strict=True))
        out[story.name] = torch.sigmoid(kinds.float()), asks, tells
    return out


def examples(stories, senses, others, dice):
    """All pairs of a statement and a later sentence that tells it again or what became of it; and for each statement so
    many `others`, two thirds of them among the nearest.
    """
    out = []
    for story in stories:
        _, asks, tells = senses[story.name]
        for one in story.statements:
            relations = {line: one.relations(line) for line in one.later(story)}
            told = [line for line in relations if relations[line]]
            near = (asks[one.told[0]] @ tells.T).tolist()
            rest = sorted((line for line in relations if not relations[line]), key=lambda line: -near[line])
            for later in told + drawn(rest, others, dice):
                line = dice.choice([line for line in one.told if line < later])
                found = tuple(sorted(relations[later]))
                out.append(Example(one, story.lines[line], story.lines[later], found))
    return out


def drawn(rest, count, dice):
    """So many of the rest, whose likeliest stand first: two thirds of the first ones, one third of all."""
    first = rest[: count * 2]
    likely = dice.sample(first, min(count * 2 // 3, len(first)))
    return sorted({*likely, *dice.sample(rest, min(count // 3, len(rest)))})


def shares(relations):
    """What the model should say of a pair: even shares of its relations."""
    out = torch.zeros(len(RELATIONS))
    for relation in relations or ["none"]:
        out[RELATIONS.index(relation)] = 1 / max(1, len(relations))
    return out


def of_pairs(model, pairs, wanted):
    """How unlikely the relations of pairs are."""
    target = torch.stack(wanted)
    wrong = -(target * torch.log_softmax(model.relations(pairs).float(), 1)).sum(1)
    weight = torch.where(target[:, 0] > 0, 1.0, TELLING)
    return (wrong * weight).sum() / weight.sum()


def of_sentences(model, reader, story, dice):
    """How wrong the kinds of a story's sentences are, and how far from each statement what belongs to it."""
    pairs = connected(story)
    chosen = looked_at(story, pairs, dice)
    kinds, asks, tells = model.senses([reader.line(story.lines[line]) for line in chosen])
    wrong = functional.binary_cross_entropy_with_logits(
        kinds.float(), told_kinds(story)[chosen], pos_weight=torch.full((len(KINDS),), YES)
    )
    return KIND * wrong + far(model.sharpness * (asks @ tells.T), chosen, pairs)


def connected(story):
    """Pairs of a line that tells a statement, and a later one that tells it again or what became of it."""
    return [
        (line, later)
        for one in story.statements
        for line in one.told
        for later in one.later(story)
        if later > line and one.relations(later)
    ]


def looked_at(story, pairs, dice):
    """Lines of a story to look at together: such as belong to one another, and others."""
    order, chosen = list(pairs), set()
    dice.shuffle(order)
    for pair in order:
        if len(chosen) > CONNECTED:
            break
        chosen |= set(pair)
    rest = [line for line in range(len(story.lines)) if line not in chosen]
    dice.shuffle(rest)
    return sorted(chosen | set(rest[: SENTENCES - len(chosen)]))


def told_kinds(story):
    """For each line of a story which kinds it tells."""
    out = torch.zeros(len(story.lines), len(KINDS))
    for line, kinds in enumerate(story.kinds()):
        out[line, list(kinds)] = 1.0
    return out


def far(near, chosen, pairs):
    """How unlikely, among all that are later than a line, those are that belong to it; the mean over lines."""
    belong, out = set(pairs), []
    for row, line in enumerate(chosen):
        after = [place for place, other in enumerate(chosen) if other > line]
        wanted = [number for number, place in enumerate(after) if (line, chosen[place]) in belong]
        if wanted:
            out.append(-torch.log_softmax(near[row, after], 0)[wanted].mean())
    return torch.stack(out).mean() if out else 0.0
