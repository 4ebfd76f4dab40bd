"""Rows of a quote table as mappings."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a quote table as mappings, in which None is no value."""
    columns = [
        [None if gone else value for value, gone in zip(cells.tolist(), cells.isna(), strict=True)]
        for _, cells in frame.items()
    ]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
