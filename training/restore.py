"""Which words do the codes speak of? Joins codes without words with the articles they are of.

usage: restore.py CODES.jsonl ARTICLES.jsonl > RESTORED.jsonl

CODES is a file of `codes/`; ARTICLES is a JSON line an article with its `id` and `text`. An article is known by the
SHA-256 of its text, whatever its id. What comes out has the articles' ids and is what `dateline train events ARTICLES
RESTORED` reads. The standard error says which coded articles are missing, and which have another text than was coded.
"""

import hashlib
import json
import sys


def rows(path):
    """The JSON lines of a file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(text):
    """What an article is known by."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def mention(coded, text):
    """A mention in the article's words. Spans count characters of the text (code points), the end is not in it."""
    (start, end), (first, last) = coded["span"], coded["trigger"]
    return {"text": text[start:end], "trigger": text[first:last], "explicit": coded["explicit"]}


def restored(coded, article):
    """The codes of an article in its words."""
    text = article["text"]
    happenings = [
        {**happening, "mentions": [mention(one, text) for one in happening["mentions"]]}
        for happening in coded["happenings"]
    ]
    return {"id": article["id"], "happenings": happenings}


def joined(codes, articles):
    """The codes whose article is there, restored; and the ids of those without one, with what is wrong."""
    ids = {article["id"] for article in articles}
    by_digest = {digest(article["text"]): article for article in articles}
    found, missing = [], []
    for coded in codes:
        article = by_digest.get(coded["sha256"])
        if article:
            found.append(restored(coded, article))
        else:
            missing.append((coded["id"], coded["from"], "has another text" if coded["id"] in ids else "is missing"))
    return found, missing


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    found, missing = joined(rows(sys.argv[1]), rows(sys.argv[2]))
    sys.stdout.reconfigure(encoding="utf-8")
    for row in found:
        print(json.dumps(row, ensure_ascii=False))
    for name, source, what in missing:
        print(f"{source}: {name} {what}", file=sys.stderr)
    print(f"{len(found)} articles of {len(found) + len(missing)}", file=sys.stderr)
    sys.exit(0 if found else 1)


if __name__ == "__main__":
    main()
