# %% [markdown]
# # A cluster reads reports
#
# `python cluster.py REPORTS FOLDER`: reads JSON Lines with two executors of Spark on this machine and writes tables,
# parted by day. On a cluster that is there already, the session is the only line that is otherwise.

# %%
from __future__ import annotations

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

import dateline.spark

reports, folder = sys.argv[1], sys.argv[2]
os.environ["PYSPARK_PYTHON"] = sys.executable
builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("dateline")
builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.driver.host", "127.0.0.1")
session = builder.getOrCreate()
session.sparkContext.setLogLevel("ERROR")

# %% [markdown]
# All reports are read once, in four parts; what was read is held by the executors.

# %%
read = session.read.json(reports).repartitionByRange(4, "id")
coded = dateline.spark.code(read, title="title", url="url", publisher="publisher", reader={"quick": True})
for name in coded:
    print(f"{name}: {coded[name].count()} rows")

# %% [markdown]
# Who does what to whom, as the reports themselves state it?

# %%
told = coded.happenings.where("claimed_by is null and size(aux) = 0 and actor is not null and recipient is not null")
acts = told.groupBy("actor", "event", "recipient").count()
acts.orderBy(f.desc("count"), "actor", "event", "recipient").show(10, truncate=40)

# %% [markdown]
# Which reports are copies, and which tell one story?

# %%
copies = dateline.spark.copies(coded)
print(f"{copies.copies.where('report != origin').count()} copies of {copies.stories.count()} origins")
stories = dateline.spark.stories(coded)
told = stories.stories.orderBy(f.desc("independent"), "story").select("headline", "reports", "independent")
told.show(5, truncate=70)

# %% [markdown]
# Tables as `dateline code` writes them, in folders for days.

# %%
coded.write(folder, mode="overwrite")
stories.write(os.path.join(folder, "joined"), mode="overwrite")
print(f"wrote {folder}")
session.stop()
