"""Which words does the encoder see together?

Whole sentences in order, packed greedily: [CLS], at most ROOM pieces, [SEP]. A longer sentence begins a window of
its own and is cut between words. Each word with pieces is in exactly one window.
"""

from dataclasses import dataclass

import torch

from pieces import CLS, SEP

ROOM = 158


@dataclass
class Window:
    """Pieces of a window, and for each the number of its word in the article (-1 for the signs at the ends)."""

    article: str
    pieces: list
    words: list


def windows(article, pieces, room=ROOM):
    """The windows of an article."""
    out, parts = [], []

    def close():
        nonlocal parts
        if parts:
            inner = [(piece, word) for word, cut in parts for piece in cut]
            out.append(Window(article.id, [CLS, *(p for p, _ in inner), SEP], [-1, *(w for _, w in inner), -1]))
        parts = []

    def size():
        return sum(len(cut) for _, cut in parts)

    for start, end in article.sentences:
        cuts = [(word, pieces.of(article.words[word])) for word in range(start, end)]
        if size() + sum(len(cut) for _, cut in cuts) > room:
            close()
        for word, cut in cuts:
            if cut and size() + len(cut) > room:
                close()
            if cut:
                parts.append((word, cut))
    close()
    return out


@dataclass
class Batch:
    """Windows side by side: what the encoder reads, and of which word each piece is."""

    pieces: torch.Tensor
    real: torch.Tensor
    slots: torch.Tensor
    words: list

    def vectors(self, hidden):
        """One vector for each of `words`: the mean of its pieces'."""
        inner = self.slots >= 0
        sums = torch.zeros(len(self.words), hidden.shape[2]).index_add(0, self.slots[inner], hidden[inner])
        counts = torch.zeros(len(self.words)).index_add(0, self.slots[inner], torch.ones(int(inner.sum())))
        return sums / counts[:, None]


def batch(chosen):
    """A batch of windows; `words` are pairs of article and word in the order of the vectors."""
    length = max(len(w.pieces) for w in chosen)
    pieces = torch.zeros(len(chosen), length, dtype=torch.long)
    real = torch.zeros(len(chosen), length, dtype=torch.bool)
    slots = torch.full((len(chosen), length), -1, dtype=torch.long)
    words, last = [], None
    for row, window in enumerate(chosen):
        pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
        real[row, : len(window.pieces)] = True
        for place, word in enumerate(window.words):
            if word < 0:
                continue
            if last != (row, word):
                words.append((window.article, word))
                last = (row, word)
            slots[row, place] = len(words) - 1
    return Batch(pieces, real, slots, words)
