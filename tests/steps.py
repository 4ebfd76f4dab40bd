"""How much work a call is, in lines of the package that it runs: the same on any machine."""

import sys
from pathlib import Path

import quotes

PACKAGE = str(Path(quotes.__file__).parent)


def steps(function, *arguments):
    """Count the lines of `quotes` that a call runs."""
    count = 0

    def line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, _event, _argument):
        return line if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count
