"""News reports in, a record of who said and did what to whom out, every answer with the stretch of text it was read from.

>>> import dateline
>>> record = dateline.read("Norway imposed sanctions on Sweden on Tuesday.", date="2031-03-12")
>>> [(act.event, record.slice(act.actor), record.slice(act.recipient)) for act in record.happenings]
[('SANCTION', 'Norway', 'Sweden')]
"""

from dateline import answers, errors, model
from dateline._dateline import __version__
from dateline.archive import Archive, open
from dateline.errors import (
    ArchiveError,
    CodebookError,
    DatelineError,
    DatelineWarning,
    ModelError,
    ModelMissing,
    QueryError,
    UnreadableReport,
)
from dateline.reading import Reader, actor, classify, read, read_many, stories
from dateline.record import Record
from dateline.tables import Stories, Table, Tables

__all__ = [
    "Archive",
    "ArchiveError",
    "CodebookError",
    "DatelineError",
    "DatelineWarning",
    "ModelError",
    "ModelMissing",
    "QueryError",
    "Reader",
    "Record",
    "Stories",
    "Table",
    "Tables",
    "UnreadableReport",
    "__version__",
    "actor",
    "answers",
    "classify",
    "errors",
    "model",
    "open",
    "read",
    "read_many",
    "stories",
]
