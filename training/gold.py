"""Which words of coded articles tell which happenings?"""

import json
from dataclasses import dataclass, field

EVENTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
AUX = ("historical", "future", "hypothetical", "negation")
SECTORS = (
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
    "IGO",
    "UNO",
    "NGO",
    "ISM",
    "IMG",
    "MNC",
    "ELI",
)
MODES = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
}


def rows(path):
    """The objects of a file of JSON lines."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@dataclass
class Article:
    """An article's words as `dateline parse` gives them; a sentence is a range of words."""

    id: str
    text: str
    words: list
    spans: list  # characters from, to
    heads: list
    sentences: list
    sentence_of: list
    told: dict = field(default_factory=dict)  # happenings by the word that tells them
    unclear: set = field(default_factory=set)  # other words of a trigger of several
    windows: list = field(default_factory=list)
    acts: list = field(default_factory=list)  # with their candidates, as the quick judge has them
    sums: dict = field(default_factory=dict)  # by word, the quick judge's for each event and none


def article(row, tokens):
    """An article of a row of the set and its parse."""
    starts = [i for i, token in enumerate(tokens) if token["sent_start"]]
    sentences = list(zip(starts, starts[1:] + [len(tokens)]))
    sentence_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    return Article(
        row["id"],
        row["text"],
        [t["text"] for t in tokens],
        [(t["start"], t["end"]) for t in tokens],
        [t["head"] for t in tokens],
        sentences,
        sentence_of,
    )


def coded(texts, parses, codes):
    """Articles by id, with what the coders say of them; those without codes are left out, the first of two coders
    holds.
    """
    parsed = {row["source"]["id"]: row["tokens"] for path in parses for row in rows(path)}
    happenings = {}
    for row in (row for path in codes for row in rows(path)):
        happenings.setdefault(row["id"], row["happenings"])
    out = {}
    for row in (row for path in texts for row in rows(path)):
        if row["id"] in happenings and row["id"] not in out:
            out[row["id"]] = article(row, parsed[row["id"]])
            tell(out[row["id"]], happenings[row["id"]])
    return out


def tell(article, happenings):
    """Notes at the trigger words which happenings they tell."""
    for happening in happenings:
        for mention in happening["mentions"]:
            words = trigger(article, mention)
            if not words:
                continue
            inside = [w for w in words if article.heads[w] not in words or article.heads[w] == w]
            chief = inside[0] if inside else words[0]
            article.told.setdefault(chief, []).append(happening)
            article.unclear.update(w for w in words if w != chief)
    article.unclear -= set(article.told)


def trigger(article, mention):
    """Numbers of the words of a mention's trigger."""
    at, inner = article.text.find(mention["text"]), max(mention["text"].find(mention["trigger"]), 0)
    if at < 0:
        return []
    start, end = at + inner, at + inner + len(mention["trigger"])
    return [i for i, (s, e) in enumerate(article.spans) if s < end and start < e]


def sector(codes):
    """The first sector among the codes of a side (of `RUS GOV` GOV), or `none`."""
    for code in codes:
        for word in code.split():
            if word in SECTORS:
                return word
    return "none"
