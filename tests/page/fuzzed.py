"""Asks the tables for programs what their description allows, and what it does not: no answer may be a fault of the server, other than
it is described, or take more than a second.

    python3 fuzzed.py PROGRAM ARCHIVE SCHEMATHESIS
"""

import subprocess
import sys
import tempfile

# Words that are all marks are rightly refused, which a description cannot say.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,negative_data_rejection"


def main() -> None:
    program, archive, schemathesis = sys.argv[1:]
    server = subprocess.Popen([program, "serve", archive, "--read-only", "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        base = server.stderr.readline().split("shows")[0].split()[-1].rstrip("/")
        asked = [schemathesis, "run", f"{base}/api/openapi.json", "--checks", CHECKS, "--max-response-time", "1", "--max-examples", "60",
                 "--seed", "1", "--no-color"]
        with tempfile.TemporaryDirectory() as folder:
            sys.exit(subprocess.run(asked, cwd=folder, check=False).returncode)
    finally:
        server.kill()


if __name__ == "__main__":
    main()
