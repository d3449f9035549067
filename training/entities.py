"""Of which country or body is a candidate, and which did the coder mean?

Countries and bodies stand for each other in the scorer as the first word of a code. A mention whose actor has
none is of the setting: the country that most mentions of the article have.
"""

from collections import Counter

BODIES = ("UNO", "EUR", "NATO", "NGO", "IMG", "ISM", "MNC", "IGO", "UAF", "REL")


def entity(code):
    """Country or body of a code, as the scorer has it."""
    words = (code or "").split()
    if not words:
        return None
    return words[1] if words[0] == "IGO" and len(words) > 1 else words[0]


def coded(happening, side):
    """Entities that the coder gave for a side; empty if nobody."""
    return {entity(code) for code in happening[side]} - {None}


class Entities:
    """Entities of a record's mentions."""

    def __init__(self, record):
        counts, self.mentions = Counter(), []
        for actor in record["actors"]:
            code = entity(actor["code"])
            own = actor["country"] or (code if code in BODIES else None)
            counts.update([actor["country"]] * len(actor["mentions"]) if actor["country"] else [])
            self.mentions += [(mention["start"], mention["end"], own) for mention in actor["mentions"]]
        self.setting = counts.most_common(1)[0][0] if counts else None

    def at(self, start):
        """The entity of the shortest mention that holds a character, or the setting."""
        around = [(to - first, own) for first, to, own in self.mentions if first <= start < to]
        return (min(around, key=lambda one: one[0])[1] if around else None) or self.setting
