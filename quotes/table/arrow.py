"""The columns of the quote table as Arrow has them."""

import pyarrow as pa

from quotes.table.schema import COLUMNS

SCHEMA = pa.schema(
    pa.field(
        column.name,
        {str: pa.string(), int: pa.int64(), float: pa.float64()}[column.base],
        nullable=column.nullable,
        metadata={"description": column.description},
    )
    for column in COLUMNS
)


LENIENT = pa.schema([column.with_nullable(True) for column in SCHEMA])
"""Lets a missing value through as far as the check of rows, whose message names the row."""
