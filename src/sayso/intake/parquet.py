"""Parquet files: one document a row, its columns by the names that records have; needs the extra."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.intake.containers.members import Budget
from sayso.intake.records import Columns, read_fields
from sayso.model import Document, Failure
from sayso.settings import Settings

_ROWS = 16


def read_parquet(
    stream: BinaryIO, path: str, budget: Budget, settings: Settings, mapping: Columns
) -> Iterator[Document | Failure]:
    """One document or failure for each row; ``member`` counts rows from 1."""
    try:
        # The extra may be missing; a file that needs it is then a failure.
        from pyarrow import ArrowException, parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(
            "unsupported",
            f"{path} needs the library {error.name}, which is not installed:"
            " install it with `pip install 'sayso[parquet]'` and run again.",
        ) from error
    number = 0
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(batch_size=_ROWS):
            budget.spend(batch.nbytes)
            for row in batch.to_pylist():
                number += 1
                fields = {column: _plain(value) for column, value in row.items()}
                raw = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str)
                place = (path, number)
                yield read_fields(fields, raw.encode("utf-8", "surrogatepass"), place, settings, mapping)
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        after = f" after row {number}" if number else ""
        raise InputError(
            "malformed",
            f"{path} cannot be read as Parquet{after} ({str(error).splitlines()[0][:120]}):"
            " usually a file cut off or damaged; get it again.",
        ) from error
    if not number:
        raise InputError("empty", f"{path} has no rows: usually a failed export; get it again.")


def _plain(value: Any) -> Any:
    """A value as a record has it: times as they are written."""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
