"""What does the model say of a sentence, and of one beside a statement?

The encoder with low-rank parts of its own, and linear maps of its vectors: that of the beginning, and the means of the
pieces of each part.
"""

import torch
from torch import nn
from torch.nn import functional

import encoder
from crises import KINDS
from inputs import RELATIONS, WORDS
from pieces import CLS, SEP

RANK, HIDDEN, DROPOUT, SHARPNESS = 32, 192, 0.1, 20.0


class Model(nn.Module):
    """Encoder and maps."""

    def __init__(self, base):
        super().__init__()
        width = encoder.WIDTH
        self.encoder = encoder.Encoder(base, RANK, DROPOUT)
        self.hidden, self.relation = nn.Linear(4 * width, HIDDEN), nn.Linear(HIDDEN, len(RELATIONS))
        self.kinds = nn.Linear(2 * width, len(KINDS))
        self.asks, self.tells = nn.Linear(width, width, bias=False), nn.Linear(width, width, bias=False)
        with torch.no_grad():
            self.asks.weight.copy_(torch.eye(width))
            self.tells.weight.copy_(torch.eye(width))
        self.sharpness = nn.Parameter(torch.tensor(SHARPNESS))

    def vectors(self, texts):
        """For texts of as many parts each: the vector of the beginning, and the mean of each part (texts by parts)."""
        laid = [laid_out(parts) for parts in texts]
        length = max(len(pieces) for pieces, _ in laid)
        pieces = torch.zeros(len(laid), length, dtype=torch.long)
        real = torch.zeros(len(laid), length, dtype=torch.bool)
        shares = torch.zeros(len(laid), len(texts[0]), length)
        for row, (mine, spans) in enumerate(laid):
            pieces[row, : len(mine)] = torch.tensor(mine)
            real[row, : len(mine)] = True
            for part, (start, end) in enumerate(spans):
                shares[row, part, start:end] = 1 / (end - start)
        seen = self.encoder(pieces, real)
        return seen[:, 0], torch.einsum("tpn,tnw->tpw", shares, seen)

    def relations(self, pairs):
        """Logits of how each sentence stands to its statement."""
        whole, parts = self.vectors(pairs)
        stated, told = parts[:, 0], parts[:, 2]
        joined = torch.cat([whole, stated, told, stated * told], 1)
        return self.relation(functional.gelu(self.hidden(functional.dropout(joined, DROPOUT, self.training))))

    def senses(self, lines):
        """Logits of the kinds of sentences; what they are as statements and as what may tell what became of one."""
        whole, parts = self.vectors(lines)
        own = parts[:, 1]
        asks, tells = (functional.normalize(way(own), dim=1) for way in (self.asks, self.tells))
        return self.kinds(torch.cat([whole, own], 1)), asks, tells

    def fitted(self):
        """The parameters: maps of the encoder, its norms, and the maps of its vectors."""
        inner = list(self.encoder.named_parameters())
        norms = [parameter for name, parameter in inner if "norm" in name]
        maps = [parameter for name, parameter in inner if "norm" not in name]
        return maps, norms, [p for name, p in self.named_parameters() if not name.startswith("encoder.")]

    def heads(self):
        """The maps of the vectors by name; the sharpness is needed to fit only."""
        names = ("kinds", "asks", "tells", "hidden", "relation")
        return {name: value for name, value in self.named_parameters() if name.split(".")[0] in names}


def laid_out(parts):
    """The pieces of a text with the signs around its parts, and where each part stands; an empty one at its sign."""
    pieces, spans = [CLS], []
    for part in parts:
        spans.append((len(pieces), len(pieces) + max(1, len(part))))
        pieces += [*part, SEP]
    return pieces, spans


def metadata():
    """What the program must know of the maps besides: words around what is read, and labels in the order of rows."""
    words = {f"words.{name}": text for name, text in WORDS.items()}
    return {**words, "labels.relation": " ".join(RELATIONS), "labels.kinds": " ".join(KINDS)}
