"""What the tests read: invented reports."""

from __future__ import annotations

import pathlib

import pytest

import dateline

ROOT = pathlib.Path(__file__).parents[2]

RAID = (
    "Norway condemned Sweden for the raid on Tuesday.\n\n"
    "“We will not forget the twelve sailors of Kelm,” Anna Berg, Norway’s foreign minister, told reporters in Oslo. "
    "Swedish police arrested 30 people in Gothenburg."
)
"""Marks of more than one byte stand before what is found, so that bytes are not taken for characters."""


def rows(count: int) -> list[dict[str, object]]:
    """So many reports, each another text."""
    people = ["Anna Berg", "Jon Lie", "Mara Voss", "Erik Holm"]
    cities = ["Oslo", "Bergen", "Malmo", "Uppsala"]
    return [
        {
            "id": f"r{number}",
            "text": f"{people[number % 4]} visited {cities[number % 3]} on Friday. Police arrested {number + 2} men there.",
            "title": f"Visit {number}",
            "date": f"2031-03-{number % 28 + 1:02}",
            "publisher": "Kelm Post",
        }
        for number in range(count)
    ]


@pytest.fixture(scope="session")
def reader() -> dateline.Reader:
    """A reader that needs no encoder, so that the tests say the same where none is installed."""
    try:
        return dateline.Reader(quick=True, gazetteer="built-in")
    except dateline.ModelMissing:
        pytest.skip("no language model is installed: dateline.model.install() gets it")
