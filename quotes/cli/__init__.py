"""The command `quotes`: each command is a short call of the library."""

from quotes.cli.commands import app, main

__all__ = ["app", "main"]
