"""The command `quotes`: each command is a short call of the library."""

from quotes.cli import reviewing  # noqa: F401 (adds its command)
from quotes.cli.commands import app, main

__all__ = ["app", "main"]
