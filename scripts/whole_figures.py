"""How good are the events of whole articles, how sure is that, and how far can their confidence be trusted?

usage: whole_figures.py SCORER.py ARTICLES.jsonl CODED_A.jsonl CODED_B.jsonl RECORDS.jsonl
                        [--plot FILE.svg] [--name NAME]

SCORER: the scorer of whole articles, whose functions are used (its `main` is not); ARTICLES: {"id", "text"};
CODED: two coders' {"id", "happenings"}; RECORDS: `dateline read --format jsonl` of the articles (source.id = id). Prints

- precision, recall and F1 of acts, parties, whole codes and happenings, with 95 % intervals: articles are drawn again,
  with repetition, and counted 2,000 times; the same without American articles (most codes of coder A are of the USA);
- the same for the events that are at least as sure as a limit, as `--min-confidence` has them;
- calibration: of the events of each tenth of confidence the mean confidence and the share that is right (each event
  alone: its kind and sentence are those of a happening that a coder has), the expected calibration error, and what a
  map of the confidence by Platt leaves of it, fitted to every other article and judged on those between, both ways;
- happenings told of articles whose codes are empty.

`--plot` draws confidence against truth.
"""

import ast
import json
import math
import random
import sys
import tempfile
import types

DRAWS = 2000
LIMITS = (0.0, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
BINS = 10


def scorer_of(path):
    """The scorer's functions, without the call at its end."""
    with open(path, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    tree.body = [node for node in tree.body if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant)]
    module = types.ModuleType("scorer")
    exec(compile(tree, path, "exec"), module.__dict__)
    return module


def found_in(scorer, records):
    """What the scorer makes of these records."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
        file.flush()
        return scorer.system(file.name)


def at_least(records, limit):
    return [
        {"source": r["source"], "events": [e for e in r.get("events", []) if e["confidence"] >= limit]} for r in records
    ]


class Coded:
    """What two coders have of an article: `required` is what both have and one calls central, `others` all else."""

    def __init__(self, scorer, first, second):
        same, again, _ = scorer.matched(first, second, 1)
        central = lambda h: h["central"] or any(scorer.level(h, g) >= 1 and g["central"] for g in second)
        self.required = [h for x, h in enumerate(first) if x in same and central(h)]
        self.others = [h for h in first if h not in self.required] + [h for y, h in enumerate(second) if y not in again]
        self.allowed = first + second
        codes = [code for h in first for code in h["actor"] + h["recipient"] if code]
        self.is_american = 2 * sum(scorer.entity(code) == "USA" for code in codes) > len(codes)


def counts(scorer, coded, mine):
    """By level: how many are needed, found, said, right."""
    out = {}
    for k, name in enumerate(scorer.LEVELS):
        found = len(scorer.matched(mine, coded.required, k)[1])
        right = sum(any(scorer.level(h, g) >= k for g in coded.allowed) for h in mine)
        out[name] = (len(coded.required), found, len(mine), right)
    left, right = scorer.joined(mine, coded.required)
    rest = [h for x, h in enumerate(mine) if x not in left]
    good = len(left) + len(scorer.joined(rest, coded.others)[0])
    out["happenings"] = (len(coded.required), len(right), len(mine), good)
    return out


def figures(rows):
    need, found, said, right = (sum(column) for column in zip(*rows))
    p, r = right / said if said else 0.0, found / need if need else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def with_intervals(rows):
    """Precision, recall, F1, each with the ends of its 95 % interval."""
    chance = random.Random(1)
    draws = [figures(chance.choices(rows, k=len(rows))) for _ in range(DRAWS)]
    ends = [(column[DRAWS // 40], column[-1 - DRAWS // 40]) for column in (sorted(c) for c in zip(*draws))]
    return [(value, *end) for value, end in zip(figures(rows), ends)]


def print_table(of_articles, names):
    for name in names:
        told = (f"{v:.3f} ({a:.2f}–{b:.2f})" for v, a, b in with_intervals([c[name] for c in of_articles]))
        print(f"| {name} | " + " | ".join(told) + " |")


def single_events(scorer, coded, records):
    """(article, confidence, whether it is right) of each event alone."""
    out = []
    for record in records:
        i = record["source"]["id"]
        events = [e for e in record.get("events", []) if "negation" not in (e.get("aux") or [])]
        alone = [dict(e, happening=f"alone{n}") for n, e in enumerate(events)]
        found = found_in(scorer, [{"source": record["source"], "events": alone}]).get(i, [])
        for event, h in zip(events, found, strict=True):
            out.append((i, event["confidence"], any(scorer.level(h, g) >= 0 for g in coded[i].allowed)))
    return out


def binned(pairs):
    bins = [[] for _ in range(BINS)]
    for sure, right in pairs:
        bins[min(int(sure * BINS), BINS - 1)].append((sure, right))
    mean = lambda values: sum(values) / len(values)
    return [(len(b), mean([s for s, _ in b]), mean([r for _, r in b])) for b in bins if b]


def calibration_error(pairs):
    return sum(n * abs(sure - right) for n, sure, right in binned(pairs)) / max(len(pairs), 1)


def log_odds(p):
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def mapped(sure, a, b):
    return 1 / (1 + math.exp(-max(min(a * log_odds(sure) + b, 30), -30)))


def platt(pairs):
    """a, b so that the logistic of a · log-odds + b is the likeliest share, by Newton's method."""
    a, b = 0.0, 0.0
    for _ in range(50):
        ga = gb = 0.0
        haa = hbb = 1e-6
        hab = 0.0
        for sure, right in pairs:
            x, p = log_odds(sure), mapped(sure, a, b)
            ga, gb = ga + (right - p) * x, gb + (right - p)
            w = p * (1 - p)
            haa, hab, hbb = haa + w * x * x, hab + w * x, hbb + w
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
    return a, b


def print_calibration(events, ids):
    pairs = [(sure, right) for _, sure, right in events]
    print("| confidence (mean) | events | right |\n|---|---|---|")
    for n, sure, right in binned(pairs):
        print(f"| {sure:.2f} | {n} | {right:.2f} |")
    print(f"expected calibration error {calibration_error(pairs):.3f} of {len(pairs)} events")
    half = {i: n % 2 for n, i in enumerate(ids)}
    for side in (0, 1):
        a, b = platt([(s, r) for i, s, r in events if half[i] == side])
        rest = [(s, r) for i, s, r in events if half[i] != side]
        after = calibration_error([(mapped(s, a, b), r) for s, r in rest])
        print(f"Platt, half {side}: a {a:.2f} b {b:.2f}; on the other half {calibration_error(rest):.3f} → {after:.3f}")
    a, b = platt(pairs)
    print(f"Platt, all: a {a:.2f} b {b:.2f}; {calibration_error([(mapped(s, a, b), r) for s, r in pairs]):.3f}")


def text(x, y, words, more=""):
    return f'<text x="{x:.0f}" y="{y:.0f}"{more}>{words}</text>'


def plot(path, name, pairs):
    """Confidence to the right, truth upwards; a disc's area is the number of events; dashed is what should be."""
    side, left, top = 360, 56, 20
    bottom, right, middle = top + side, left + side, ' text-anchor="middle"'
    bins = binned(pairs)
    most = max(n for n, _, _ in bins)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 24} {bottom + 64}"',
        '  font-family="sans-serif" font-size="13">',
        f"<title>{name}: share of events that are right, by their confidence</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y, value = left + side * tenth / 10, bottom - side * tenth / 10, f"{tenth / 10:.1f}"
        lines.append(f'<path d="M{x:.0f} {top}V{bottom}M{left} {y:.0f}H{right}" stroke="#ddd" fill="none"/>')
        lines.append(text(x, bottom + 20, value, middle))
        lines.append(text(left - 8, y + 4, value, ' text-anchor="end"'))
    lines.append(f'<path d="M{left} {bottom}L{right} {top}" stroke="#888" stroke-dasharray="5 5" fill="none"/>')
    points = [(left + side * sure, bottom - side * share) for _, sure, share in bins]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    lines.append(f'<path d="M{line}" stroke="#1f6fb4" stroke-width="2" fill="none"/>')
    for (n, _, _), (x, y) in zip(bins, points, strict=True):
        disc = f'cx="{x:.1f}" cy="{y:.1f}" r="{14 * math.sqrt(n / most):.1f}"'
        lines.append(f'<circle {disc} fill="#1f6fb4" fill-opacity="0.5"><title>{n} events</title></circle>')
    lines.append(text(left + side / 2, bottom + 42, "confidence", middle))
    turned = f' transform="rotate(-90 16 {top + side // 2})"'
    lines.append(text(16, top + side / 2, "share that is right", middle + turned))
    lines.append(text(left + 8, top + 18, f"{name}: {len(pairs)} events, error {calibration_error(pairs):.3f}"))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([*lines, "</svg>"]) + "\n")


def arguments():
    paths, flags = [], {}
    rest = iter(sys.argv[1:])
    for arg in rest:
        if arg.startswith("--"):
            flags[arg] = next(rest)
        else:
            paths.append(arg)
    return paths, flags


def print_curve(scorer, coded, records):
    names = [*scorer.LEVELS, "happenings"]
    print("\n| at least | events | " + " | ".join(f"{name} P R F1" for name in names) + " |")
    print("|---" * (2 + len(names)) + "|")
    for limit in LIMITS:
        kept = at_least(records, limit)
        found = found_in(scorer, kept)
        these = [counts(scorer, coded[i], found.get(i, [])) for i in coded]
        told = (" ".join(f"{value:.2f}" for value in figures([c[name] for c in these])) for name in names)
        print(f"| {limit} | {sum(len(r['events']) for r in kept)} | " + " | ".join(told) + " |")


def print_quiet(records, empty):
    """What is told of articles of which no coder has anything."""
    told = sum(len({e["happening"] for e in r["events"]}) for r in records if r["source"]["id"] in empty)
    print(f"\narticles without codes: {len(empty)}; happenings told of them: {told}")


def main():
    paths, flags = arguments()
    scorer = scorer_of(paths[0])
    articles = {row["id"]: row["text"] for row in scorer.rows(paths[1])}
    first, second = (scorer.gold(articles, path) for path in paths[2:4])
    records = [r for r in scorer.rows(paths[4]) if r["source"]["id"] in articles and "error" not in r]
    coded = {i: Coded(scorer, first[i], second[i]) for i in articles}
    found = found_in(scorer, records)
    whole = {i: counts(scorer, coded[i], found.get(i, [])) for i in articles}
    foreign = [i for i in articles if not coded[i].is_american]
    for title, ids in [("all articles", list(articles)), ("without American articles", foreign)]:
        print(f"\n{title}: {len(ids)}\n| | P | R | F1 |\n|---|---|---|---|")
        print_table([whole[i] for i in ids], [*scorer.LEVELS, "happenings"])
    print_curve(scorer, coded, records)
    events = single_events(scorer, coded, records)
    print()
    print_calibration(events, list(articles))
    print_quiet(records, {i for i in articles if not coded[i].allowed})
    if "--plot" in flags:
        plot(flags["--plot"], flags.get("--name", "events"), [(sure, right) for _, sure, right in events])


main()
