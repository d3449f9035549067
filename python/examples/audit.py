# %% [markdown]
# # Audit of a sample
#
# Before a table is used, somebody reads a sample of its rows beside the sentences they were read from. `python audit.py
# REPORTS PAGE.html` draws one, writes it as a page, and tells how sure a share that is counted in it is.

# %%
from __future__ import annotations

import html
import math
import random
import sys
from pathlib import Path

import dateline

reports, page = Path(sys.argv[1]), Path(sys.argv[2])
SAMPLE = 20

# %% [markdown]
# The texts are kept, so that each row can be shown in its sentence.

# %%
reader = dateline.Reader(quick=True)
tables = reader.read_many(reports, with_text=True)
texts = {row["report"]: row["text"] for row in tables.articles.to_arrow().to_pylist()}
events = [event for event in tables.events.to_arrow().to_pylist() if event["confidence"] >= 0.5]
sample = random.Random(2031).sample(events, min(SAMPLE, len(events)))

# %% [markdown]
# Each row with its sentence and the word that tells it. Offsets count characters, as Python does.

# %%
rows = []
for event in sample:
    text = texts[event["report"]]
    sentence = text[event["sentence_start"] : event["sentence_end"]]
    trigger = text[event["trigger_start"] : event["trigger_end"]]
    cells = (str(event["report"]), event["event"], trigger, sentence, f"{event['confidence']:.2f}", "")
    rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
head = "".join(f"<th>{name}</th>" for name in ("report", "event", "word", "sentence", "confidence", "right?"))
page.write_text(f"<!doctype html><meta charset=utf-8><table><tr>{head}</tr>{''.join(rows)}</table>", encoding="utf-8")
print(f"wrote {page}: {len(sample)} of {len(events)} events")

# %% [markdown]
# How much does such a sample tell? Wilson's interval for so many right ones of those drawn.


# %%
def interval(right: int, drawn: int) -> tuple[float, float]:
    """Between which shares the true one is, in 95 of 100 samples."""
    z = 1.96
    share, spread = right / drawn, z * z / drawn
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / drawn + spread / (4 * drawn)) / (1 + spread)
    return middle - half, middle + half


if sample:
    right = round(0.9 * len(sample))
    low, high = interval(right, len(sample))
    print(f"if {right} of {len(sample)} are right, {low:.0%} to {high:.0%} of all are")
