"""The figures of cases that stand on the standard input as JSON, by statsmodels, scikit-learn, krippendorff and numpy.

A line a case, {"what", …}; a line an answer: a list of numbers. `crates/eval/tests/statistics.rs` compares them with ours.
"""

import json
import sys

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint


def weighted(strata):
    """A post-stratified share with Wilson's interval for what the sample is worth, in numpy."""
    size, right, cases = numpy.array(strata, float).T
    weight = size / size.sum()
    smooth = (right + 1) / (cases + 2)
    share = (weight * right / cases).sum()
    whole = (weight * smooth).sum()
    worth = whole * (1 - whole) / (weight**2 * smooth * (1 - smooth) / cases).sum()
    return [share, *proportion_confint(share * worth, worth, method="wilson")]


def mean_interval(values, draws):
    values = numpy.array(values)
    drawn = numpy.random.default_rng(3).integers(0, len(values), (draws, len(values)))
    return list(numpy.percentile(values[drawn].mean(axis=1), [2.5, 97.5]))


def alpha(cases, answers):
    counts = [[case.count(answer) for answer in range(answers)] for case in cases]
    return [krippendorff.alpha(value_counts=numpy.array(counts), level_of_measurement="nominal")]


ANSWERS = {
    "wilson": lambda right, all: proportion_confint(right, all, method="wilson"),
    "mcnemar": lambda first, second: [mcnemar([[0, first], [second, 0]], exact=True).pvalue],
    "kappa": lambda pairs: [cohen_kappa_score(*zip(*pairs))],
    "alpha": alpha,
    "weighted": weighted,
    "mean": mean_interval,
}

for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps([float(number) for number in ANSWERS[case.pop("what")](**case)]))
