"""Makes the archive that the browser tests look at, if it is not there: the examples, and reports by somebody who means harm.

    python3 archive.py PROGRAM ARCHIVE
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVIL = [
    {
        "id": "evil", "date": "2031-04-16", "publisher": "<img src=x onerror=alert(1)>", "url": "javascript:alert(2)",
        "title": "<script>alert('headline')</script> Minister speaks",
        "text": "LAFIA, April 16 — Foreign Minister Ana <b onclick=alert(3)>Quispe</b> said on Monday that Nigeria would never accept "
                "<script>alert(4)</script> the treaty.\n\nPolice arrested 12 protesters in Lafia. \u202eesrever\u202c "
                "\"The <iframe src=//evil.example></iframe> talks are over,\" she said.\n",
    },
    {
        "id": "leftward", "date": "2031-04-16", "publisher": "صحيفة النهر", "title": "‏بيان of the minister",
        "text": "LAFIA, April 16 — The minister صالح الدوري met police commanders in Lafia on Tuesday.\n",
    },
    {"id": "empty", "text": ""},
]


def main() -> None:
    program, archive = sys.argv[1:]
    if Path(archive).exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "evil.jsonl"
        reports.write_text("".join(json.dumps(report) + "\n" for report in EVIL))
        subprocess.run([program, "add", archive, "examples", str(reports)], cwd=ROOT, check=False)
        subprocess.run([program, "ledger", "--quick", archive], stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
