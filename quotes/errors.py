"""The one error that users meet."""


class QuotesError(Exception):
    """What the user can put right: says what was found, where, and what was expected."""
