# %% [markdown]
# # From a folder of articles to a plot
#
# How hostile was each day, and between whom? `python plot.py REPORTS PICTURE.svg`; reports are a file or folder of any
# kind that `dateline kinds` lists.

# %%
from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import polars as pl

import dateline

reports, picture = Path(sys.argv[1]), Path(sys.argv[2])

# %% [markdown]
# All reports are read on all cores. What could not be read is a row, too.

# %%
reader = dateline.Reader(quick=True)
tables = reader.read_many(reports)
print(tables)
for failure in tables.failures.to_polars().iter_rows(named=True):
    print(f"{failure['source_id']}: {failure['message']}")

# %% [markdown]
# One row a happening: what stands in an article once, however often the article tells it. `when` is a TIMEX3 value, whose
# first ten characters are the day where it is known. Happenings that are only feared, denied or announced are left out, and
# copies of one report count once.

# %%
happenings = tables.happenings.to_polars()
origins = dateline.stories(tables, dedup="copies").copies.to_polars()
first = origins.filter(pl.col("report") == pl.col("origin")).select("report")
told = (
    happenings.join(first, on="report")
    .filter(pl.col("aux").list.len() == 0)
    .with_columns(day=pl.col("when").str.head(10).str.to_date("%Y-%m-%d", strict=False))
    .drop_nulls("day")
)
print(told.select("day", "event", "score").sort("day"))

# %%
days = told.group_by("day").agg(pl.col("score").sum(), pl.len().alias("happenings")).sort("day")
figure, axes = plt.subplots(figsize=(8, 3.2), layout="constrained")
axes.bar(
    days["day"].to_list(),
    days["score"].to_list(),
    color=["#a3341c" if score < 0 else "#1f6a58" for score in days["score"]],
)
axes.axhline(0, color="#5c5850", linewidth=0.8)
axes.set_ylabel("conflict ← score → cooperation")
axes.set_title(f"{reports.name}: {len(told)} happenings")
figure.autofmt_xdate()
figure.savefig(picture)
print(f"wrote {picture}")
