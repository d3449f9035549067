"""What vectors has the encoder for the pieces of a window, and which small weights adapt it?

all-MiniLM-L6-v2 is a BERT of six layers. Its own weights stay as they are. Every linear map W gets a low-rank part,
W x + B (A x), and every layer norm its own weights.
"""

import torch
from torch import nn
from torch.nn import functional

import tensors

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
SCALE = (WIDTH // HEADS) ** -0.5
MAPS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class Adapted(nn.Module):
    """A linear map that is fixed, and its low-rank part."""

    def __init__(self, weight, bias, rank):
        super().__init__()
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)
        self.a = nn.Parameter(torch.randn(rank, weight.shape[1]) / weight.shape[1] ** 0.5)
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x):
        kind = x.dtype
        part = functional.linear(functional.linear(x, self.a.to(kind)), self.b.to(kind))
        return functional.linear(x, self.weight.to(kind), self.bias.to(kind)) + part


class Norm(nn.Module):
    """A layer norm, always in 32 bits."""

    def __init__(self, weight, bias):
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight), nn.Parameter(bias)

    def forward(self, x):
        return functional.layer_norm(x, (WIDTH,), self.weight, self.bias, EPSILON)


class Layer(nn.Module):
    """Attention and the two maps after it."""

    def __init__(self, base, number, rank, dropout):
        super().__init__()
        name = f"encoder.layer.{number}."
        self.maps = nn.ModuleList(Adapted(base[f"{name}{m}.weight"], base[f"{name}{m}.bias"], rank) for m in MAPS)
        self.norms = nn.ModuleList(Norm(base[f"{name}{n}.weight"], base[f"{name}{n}.bias"]) for n in NORMS)
        self.dropout = dropout

    def drop(self, x):
        return functional.dropout(x, self.dropout, self.training)

    def forward(self, x, mask, kind):
        query, key, value, mix, widen, narrow = self.maps
        rows, length, _ = x.shape
        narrowed = x.to(kind)
        split = [m(narrowed).view(rows, length, HEADS, -1).transpose(1, 2) for m in (query, key, value)]
        attention = torch.softmax(split[0] @ split[1].transpose(2, 3) * SCALE + mask.to(kind), 3)
        told = mix((attention @ split[2]).transpose(1, 2).reshape(rows, length, WIDTH)).float()
        x = self.norms[0](x + self.drop(told))
        told = narrow(functional.gelu(widen(x.to(kind)))).float()
        return self.norms[1](x + self.drop(told))


class Encoder(nn.Module):
    """Vectors of word pieces; `kind` is the type of the large products (bfloat16 while fitting, float32 to judge)."""

    def __init__(self, folder, rank, dropout=0.1):
        super().__init__()
        base, _ = tensors.read(f"{folder}/model.safetensors")
        self.register_buffer("words", base["embeddings.word_embeddings.weight"])
        places = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        self.register_buffer("places", places)
        self.norm = Norm(base["embeddings.LayerNorm.weight"], base["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(base, number, rank, dropout) for number in range(LAYERS))
        self.dropout = dropout
        self.kind = torch.float32

    def as_kind(self, kind):
        """Holds the fixed weights as `kind`, and reckons in it."""
        self.kind = kind
        for layer in self.layers:
            for m in layer.maps:
                m.weight, m.bias = m.weight.to(kind), m.bias.to(kind)

    def forward(self, pieces, real):
        """`pieces` and `real` (whether a piece is there): windows by places."""
        x = self.norm(self.words[pieces] + self.places[: pieces.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        mask = torch.zeros(real.shape).masked_fill(~real, -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.kind)
        return x

    def adaptation(self):
        """What was fitted, by the base's own names: `NAME.lora_A`, `NAME.lora_B`, and `NAME.weight`, `NAME.bias` of
        the norms.
        """
        out = {"embeddings.LayerNorm.weight": self.norm.weight, "embeddings.LayerNorm.bias": self.norm.bias}
        for number, layer in enumerate(self.layers):
            for name, m in zip(MAPS, layer.maps):
                out[f"encoder.layer.{number}.{name}.lora_A"], out[f"encoder.layer.{number}.{name}.lora_B"] = m.a, m.b
            for name, n in zip(NORMS, layer.norms):
                out[f"encoder.layer.{number}.{name}.weight"], out[f"encoder.layer.{number}.{name}.bias"] = (
                    n.weight,
                    n.bias,
                )
        return out

    def adapt(self, fitted):
        """Takes what `adaptation` gave."""
        with torch.no_grad():
            for name, mine in self.adaptation().items():
                mine.copy_(fitted[name])
