"""Into which word pieces does the encoder cut a word?

BERT's uncased rules, as `crates/language/src/encoder` has them: accents and control signs are dropped, letters
are lowered, every sign of punctuation and every Chinese character stands alone, and the rest is cut into the
longest pieces of the vocabulary, from the left.
"""

import json
import unicodedata

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_PART, MOST_PIECES = 100, 32
CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def cleaned(text):
    """The text without accents, control signs and capitals."""
    out = []
    for sign in unicodedata.normalize("NFD", text):
        if sign in "\0\ufffd" or unicodedata.category(sign) == "Mn":
            continue
        if sign.isspace():
            out.append(" ")
        elif not unicodedata.category(sign).startswith("C"):
            out.append(sign.lower())
    return "".join(out)


def stands_alone(sign):
    """Whether a character is a part of its own."""
    code = ord(sign)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(sign).startswith("P") or any(first <= code <= last for first, last in CHINESE)


class Pieces:
    """The vocabulary, and the pieces of the words asked so far."""

    def __init__(self, folder):
        with open(f"{folder}/tokenizer.json", encoding="utf-8") as file:
            self.vocabulary = json.load(file)["model"]["vocab"]
        self.known = {}

    def of(self, word):
        """Numbers of the pieces of a word; none for one of spaces only."""
        if word not in self.known:
            spaced = "".join(f" {sign} " if stands_alone(sign) else sign for sign in cleaned(word))
            self.known[word] = [piece for part in spaced.split() for piece in self.cut(part)][:MOST_PIECES]
        return self.known[word]

    def cut(self, part):
        """The longest pieces of the vocabulary that make up a part, from the left."""
        if len(part) > LONGEST_PART:
            return [UNKNOWN]
        pieces, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self.vocabulary.get(part[start:end] if start == 0 else f"##{part[start:end]}")
                if piece is not None:
                    break
            else:
                return [UNKNOWN]
            pieces.append(piece)
            start = end
        return pieces
