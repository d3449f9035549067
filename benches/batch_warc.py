"""Packs saved web pages into a web archive, gzipped record by record as Common Crawl's CC-NEWS is.

    python3 batch_warc.py FOLDER ARCHIVE.warc.gz [--pages N]

FOLDER holds pages as .html or .html.gz, the tests' own or others'. With --pages they are repeated until there are N,
each time with a number changed in every paragraph and another address, so that no two have the same text.
"""

import argparse
import gzip
import re
import uuid
import zlib
from pathlib import Path


def record(kind: str, address: str, media_type: str, body: bytes) -> bytes:
    name = uuid.uuid5(uuid.NAMESPACE_URL, kind + address)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2031-03-08T09:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def member(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def varied(page: bytes, turn: int) -> bytes:
    """The page with a word of its own in each paragraph; as it is the first time."""
    if turn == 0:
        return page
    return re.sub(rb"(<p\b[^>]*>)", rb"\1No. %d: " % turn, page)


def pages(folder: Path):
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".html.gz"):
            yield path.name[: -len(".html.gz")], gzip.decompress(path.read_bytes())
        elif path.suffix == ".html":
            yield path.stem, path.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--pages", type=int, default=0, help="how many, by repeating them [default: each once]")
    options = parser.parse_args()
    saved = list(pages(options.folder))
    wanted = options.pages or len(saved)
    with options.archive.open("wb") as archive:
        archive.write(member(record("warcinfo", "info", "application/warc-fields", b"software: batch_warc.py\r\n")))
        for number in range(wanted):
            name, page = saved[number % len(saved)]
            address = f"https://news.example/{name}/{number // len(saved)}"
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + varied(page, number // len(saved))
            archive.write(member(record("response", address, "application/http; msgtype=response", answer)))


if __name__ == "__main__":
    main()
