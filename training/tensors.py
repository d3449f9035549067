"""How are named tensors read from and written to a safetensors file?

The format: eight bytes with the length of the header, the header as JSON (for each name `dtype`, `shape`,
`data_offsets`, and text under `__metadata__`), the numbers in row order. Only the kinds that this folder needs:
F32, F16.
"""

import json
import struct

import numpy
import torch

KINDS = {"F32": numpy.float32, "F16": numpy.float16}


def read(path):
    """Tensors by name, as 32-bit floats, and the text of the metadata."""
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        body = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, about in header.items():
        if about["dtype"] in KINDS:
            start, end = about["data_offsets"]
            numbers = numpy.frombuffer(body[start:end], KINDS[about["dtype"]]).astype(numpy.float32)
            tensors[name] = torch.from_numpy(numbers.reshape(about["shape"]).copy())
    return tensors, metadata


def write(path, tensors, metadata, kind="F16"):
    """Writes tensors in order of their names; `metadata` is text by name."""
    header, body, at = {"__metadata__": {name: str(text) for name, text in metadata.items()}}, [], 0
    for name in sorted(tensors):
        numbers = tensors[name].detach().float().contiguous().numpy().astype(KINDS[kind]).tobytes()
        header[name] = {"dtype": kind, "shape": list(tensors[name].shape), "data_offsets": [at, at + len(numbers)]}
        body.append(numbers)
        at += len(numbers)
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(body))
