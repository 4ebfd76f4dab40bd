"""The command `quotes`: each command is a short call of the library."""

from quotes.cli import commands, reviewing, scoring  # noqa: F401 (each adds its commands)
from quotes.cli.entry import app, main

__all__ = ["app", "main"]
