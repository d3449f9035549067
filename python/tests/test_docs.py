"""What the document shows runs as it stands there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT


@pytest.mark.usefixtures("reader")
def test_the_document_runs() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 5
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
