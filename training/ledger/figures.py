"""How well does the model find what is told, and what became of it, in crises that it was not fitted to?"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import torch

from crises import KINDS, OUTCOMES
from inputs import RELATIONS
from losses import seen, told_kinds

ASKED = 20  # later sentences that are asked about for each statement
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass
class Asked:
    """A statement of a story, the lines it was asked of, and for each the shares of the relations."""

    story: object
    statement: object
    lines: list
    shares: torch.Tensor


def report(model, reader, stories, log):
    """Tells all figures; gives those of outcomes at the best threshold, in one line."""
    senses = seen(model, reader, stories)
    log(kinds(stories, senses))
    log(found(stories, senses))
    asked = [ask(model, reader, story, one, senses) for story in stories for one in story.statements]
    best = None
    for threshold in THRESHOLDS:
        right, told, hit, coded, each = links(asked, threshold)
        precision, recall = right / max(1, told), hit / max(1, coded)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        line = f"outcomes F1 {f1:.3f} (P {precision:.3f} R {recall:.3f}) at {threshold}"
        log(f"{line}: {right} of {told}, {hit} of {coded}; right, told, coded: {each}")
        best = max(best or (0, line), (f1, line), key=lambda pair: pair[0])
    return best[1]


def kinds(stories, senses):
    """How well the kinds of sentences are known."""
    coded = torch.cat([told_kinds(story) for story in stories]) > 0
    shares, out = torch.cat([senses[story.name][0] for story in stories]), []
    for threshold in THRESHOLDS[:4]:
        said = shares >= threshold
        right = (coded & said).sum(0)
        each = zip(KINDS, right / said.sum(0).clamp(min=1), right / coded.sum(0).clamp(min=1), strict=True)
        each = ", ".join(f"{kind} P {precision:.2f} R {recall:.2f}" for kind, precision, recall in each)
        precision, recall = right.sum() / said.sum().clamp(min=1), right.sum() / coded.sum().clamp(min=1)
        out.append(f"kinds at {threshold}: P {precision:.3f} R {recall:.3f}; {each}")
    return "\n".join(out)


def nearest(story, one, senses):
    """The later lines, nearest first."""
    _, asks, tells = senses[story.name]
    near = (asks[one.told] @ tells.T).max(0).values.tolist()
    return sorted(one.later(story), key=lambda line: -near[line])


def found(stories, senses):
    """Of how many outcomes a sentence is among the nearest."""
    counts, coded = Counter(), 0
    for story in stories:
        for one in story.statements:
            places = {line: place for place, line in enumerate(nearest(story, one, senses))}
            for _, told in one.outcomes:
                coded += 1
                first = min((places[line] for line in told if line in places), default=len(story.lines))
                counts.update(many for many in (5, 8, 12, 20, 30) if first < many)
    return "outcomes among the nearest: " + ", ".join(f"{n} {counts[n] / max(1, coded):.3f}" for n in sorted(counts))


@torch.no_grad()
def ask(model, reader, story, one, senses):
    """Asks about the nearest later sentences, and about those that follow one that tells it."""
    after = {line + 1 for line in one.told if follows(story, line)}
    lines = sorted({*nearest(story, one, senses)[:ASKED], *after})
    stated = [story.lines[next(told for told in one.told if told < line)] for line in lines]
    pairs = [reader.pair(one, told, story.lines[line]) for told, line in zip(stated, lines, strict=True)]
    return Asked(story, one, lines, relations(model, pairs))


def follows(story, line):
    """Whether the report goes on after a line."""
    return line + 1 < len(story.lines) and story.lines[line + 1].report == story.lines[line].report


def relations(model, pairs):
    """The shares of the relations of pairs, short ones together."""
    model.eval()
    out = torch.zeros(len(pairs), len(RELATIONS))
    order = sorted(range(len(pairs)), key=lambda pair: sum(map(len, pairs[pair])))
    for start in range(0, len(order), 64):
        some = order[start : start + 64]
        out[some] = torch.softmax(model.relations([pairs[pair] for pair in some]).float(), 1)
    return out


def links(asked, threshold):
    """How many outcomes are told rightly and at all, how many of the coded ones are found, how many are coded; and how
    many of each kind are right, told, coded. One is right if its report tells a coded one of its kind.
    """
    right = told = 0
    hit, each = set(), defaultdict(lambda: [0, 0, 0])
    for number, one in enumerate(asked):
        for kind, _ in one.statement.outcomes:
            each[kind][2] += 1
        for kind, line in likeliest(one, threshold):
            matches = matching(one, kind, line)
            told += 1
            right += bool(matches)
            each[kind][0] += bool(matches)
            each[kind][1] += 1
            hit |= {(number, match) for match in matches[:1]}
    coded = sum(len(one.statement.outcomes) for one in asked)
    return right, told, len(hit), coded, {kind: tuple(counts) for kind, counts in each.items()}


def likeliest(asked, threshold):
    """The likeliest line of each kind of outcome, from a threshold on; of what is repeated, that of each day."""
    out = []
    for kind in OUTCOMES:
        days = defaultdict(list)
        for line, share in zip(asked.lines, asked.shares[:, RELATIONS.index(kind)].tolist(), strict=True):
            if share >= threshold:
                days[asked.story.lines[line].day if kind == "repeated" else None].append((share, line))
        out += [(kind, max(some)[1]) for some in days.values()]
    return out


def matching(asked, kind, line):
    """The coded outcomes of a kind that are told in the line's report, by number."""
    lines = asked.story.lines
    return [
        number
        for number, (coded, told) in enumerate(asked.statement.outcomes)
        if coded == kind and any(lines[other].report == lines[line].report for other in told)
    ]
