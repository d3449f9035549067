#!/usr/bin/env python3
"""Puts programs among the scripts of a wheel, where pip installs them beside Python: scripts/wheel.py WHEEL PROGRAM…"""

import base64
import csv
import hashlib
import io
import os
import sys
import zipfile


def put(wheel, programs):
    """Writes the wheel anew, with the programs in it and in its list of files."""
    with zipfile.ZipFile(wheel) as old:
        [record] = [name for name in old.namelist() if name.endswith(".dist-info/RECORD")]
        scripts = record.removesuffix(".dist-info/RECORD") + ".data/scripts/"
        added = {scripts + os.path.basename(program): program for program in programs}
        kept = [info for info in old.infolist() if info.filename != record and info.filename not in added]
        rows = [row for row in csv.reader(io.StringIO(old.read(record).decode())) if row[0] not in (record, *added)]
        with zipfile.ZipFile(wheel + ".new", "w", zipfile.ZIP_DEFLATED) as new:
            for info in kept:
                new.writestr(info, old.read(info))
            for name, program in added.items():
                with open(program, "rb") as file:
                    data = file.read()
                new.writestr(executable(name), data)
                digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                rows.append([name, f"sha256={digest}", str(len(data))])
            listed = io.StringIO()
            csv.writer(listed, lineterminator="\n").writerows([*rows, [record, "", ""]])
            new.writestr(plain(record), listed.getvalue())
    os.replace(wheel + ".new", wheel)


def plain(name, mode=0o100644):
    """A file of the same day in every wheel, so that the same files make the same wheel."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = mode << 16
    return info


def executable(name):
    return plain(name, 0o100755)


if __name__ == "__main__":
    put(sys.argv[1], sys.argv[2:])
