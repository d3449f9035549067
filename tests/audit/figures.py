"""What an audit's file tells, by scikit-learn, krippendorff, statsmodels and numpy, from its tables alone.

    python3 figures.py FILE.audit

Prints JSON: κ of the two coders and α by what is judged, precision by field with its interval, recall with its interval.
`tests/audit/main.rs` and `play.mjs` compare it with `dateline audit report --format json`.
"""

import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint

FIELDS = ["event", "mode", "actor", "recipient", "standing", "when", "where", "how_many", "no_act"]


def read(path):
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    drawn = json.loads(file.execute("SELECT drawn FROM audit").fetchone()[0])
    strata = {stratum: (kind, size) for stratum, kind, size in file.execute("SELECT stratum, kind, size FROM strata")}
    sheets = {
        sheet: (stratum, {answer["field"] for answer in json.loads(told)})
        for sheet, stratum, told in file.execute("SELECT sheet, stratum, told FROM sheets")
    }
    decides = dict(file.execute("SELECT coder, decides FROM coders"))
    said = {}
    for sheet, coder, field, verdict, value in file.execute(
        "SELECT sheet, coder, field, said, value FROM verdicts WHERE NOT taken_back ORDER BY verdict"
    ):
        said[sheet, field, coder] = (verdict, value)
    return drawn, strata, sheets, decides, said


def holding(said, decides):
    """What holds of each answer: who decides, else more than half of those who judged it; else nothing."""
    by_answer = defaultdict(dict)
    for (sheet, field, coder), verdict in said.items():
        by_answer[sheet, field][coder] = verdict
    holds = {}
    for answer, verdicts in by_answer.items():
        last = [verdict for coder, verdict in verdicts.items() if decides[coder]]
        if last:
            holds[answer] = last[-1]
            continue
        [(verdict, most)] = Counter(verdict for verdict, _ in verdicts.values()).most_common(1)
        if most * 2 > len(verdicts):
            values = [value for _, (said, value) in sorted(verdicts.items()) if said == verdict and value]
            # Of values that are named as often none holds.
            often = Counter(value.lower() for value in values).most_common(2)
            is_one = len(often) == 1 or len(often) == 2 and often[0][1] > often[1][1]
            named = next(value for value in values if value.lower() == often[0][0]) if is_one else None
            holds[answer] = (verdict, named)
        else:
            holds[answer] = None
    return holds


def agreement(sheets, decides, said):
    voices = sorted(coder for coder, is_last in decides.items() if not is_last)
    kappa, alpha = {}, {}
    for on in ["all", *FIELDS]:
        fields = FIELDS if on == "all" else [on]
        cases = [
            [said[sheet, field, coder][0] if (sheet, field, coder) in said else None for coder in voices]
            for sheet, (_, told) in sheets.items() for field in fields if field in told
        ]
        answers = ["right", "wrong", "cannot_tell"]
        if len(voices) == 2:
            both = [case for case in cases if None not in case]
            if len({verdict for case in both for verdict in case}) > 1:
                kappa[on] = float(cohen_kappa_score(*zip(*both)))
        counts = numpy.array([[case.count(answer) for answer in answers] for case in cases if sum(c is not None for c in case) > 1])
        if len(counts) and (counts.sum(axis=0) > 0).sum() > 1:
            alpha[on] = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    return kappa, alpha


def weighted(parts):
    """A post-stratified share of (size, right, all), with Wilson's interval for what the sample is worth."""
    size, right, cases = numpy.array([part for part in parts if part[2] and part[0]], float).T
    weight = size / size.sum()
    smooth = (right + 1) / (cases + 2)
    whole = (weight * smooth).sum()
    worth = whole * (1 - whole) / (weight**2 * smooth * (1 - smooth) / cases).sum()
    share = (weight * right / cases).sum()
    return [share, *proportion_confint(share * worth, worth, method="wilson")]


def precision(strata, sheets, holds):
    found = {}
    for field in FIELDS[:-1]:
        parts = []
        for stratum, (kind, size) in strata.items():
            within = [sheet for sheet, (of, _) in sheets.items() if of == stratum and kind == "happening"]
            is_none = lambda sheet: (holds.get((sheet, "event")) or ("", ""))[1] == "none"
            asked = [sheet for sheet in within if field in sheets[sheet][1] and (field == "event" or not is_none(sheet))]
            told = [holds.get((sheet, field)) for sheet in asked]
            told = [verdict for verdict, _ in filter(None, told) if verdict != "cannot_tell"]
            if within:
                parts.append((size * len(asked) / len(within), told.count("right"), len(told)))
        if any(part[2] and part[0] for part in parts):
            found[field] = [float(number) for number in weighted(parts)]
    return found


def misnamed(strata, sheets, holds):
    """The share of happenings that tell another act than the program says."""
    parts = []
    for stratum, (kind, size) in strata.items():
        told = [holds.get((sheet, "event")) for sheet, (of, _) in sheets.items() if of == stratum and kind == "happening"]
        told = [answer for answer in filter(None, told) if answer[0] != "cannot_tell"]
        parts.append((size, sum(said == "wrong" and value not in (None, "none") for said, value in told), len(told)))
    share = weighted(parts) if any(part[2] for part in parts) else [0]
    return share if share[0] > 0 else None


def recall(drawn, sheets, holds, event, other):
    told = [holds.get((sheet, "no_act")) for sheet in sheets]
    told = [verdict for verdict, _ in filter(None, told) if verdict != "cannot_tell"]
    if not told or not event:
        return None
    missed, all_of = told.count("wrong"), len(told)
    over = numpy.array([missed / all_of, *proportion_confint(missed, all_of, method="wilson")]) * drawn["sentences"]
    if other:
        other = numpy.array(other) * drawn["happenings"]
        low, high = (math.hypot(*(numpy.array([over[end], other[end]]) - [over[0], other[0]])) for end in (1, 2))
        both = over[0] + other[0]
        over = numpy.array([both, max(both - low, 0), both + high])
    under = numpy.array(event) * drawn["happenings"]
    (a, al, au), (b, bl, bu) = over, under
    low = (a * b - math.sqrt((a * b) ** 2 - al * bu * (2 * a - al) * (2 * b - bu))) / (bu * (2 * b - bu))
    high = (a * b + math.sqrt((a * b) ** 2 - au * bl * (2 * a - au) * (2 * b - bl))) / (bl * (2 * b - bl))
    return [float(1 / (1 + ratio)) for ratio in (a / b, high, max(low, 0))]


def main():
    drawn, strata, sheets, decides, said = read(sys.argv[1])
    holds = holding(said, decides)
    kappa, alpha = agreement(sheets, decides, said)
    right = precision(strata, sheets, holds)
    print(json.dumps({
        "kappa": kappa, "alpha": alpha, "precision": right, "recall": recall(drawn, sheets, holds, right.get("event"), misnamed(strata, sheets, holds)),
    }))


if __name__ == "__main__":
    main()
