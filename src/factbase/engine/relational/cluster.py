"""Spark as the database: in processes of its own, on this machine or on a cluster, with every table as Parquet in a folder that all see.

A table is read anew from its files in each round, so no plan grows with the rounds; what a lost worker held is made again of files.
"""

from __future__ import annotations

import json
import logging
import shutil
import warnings
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import Observation, SparkSession, functions
from pyspark.sql.types import IntegerType, LongType, StringType, StructField, StructType

from factbase.engine.base import TooLarge, Unsupported
from factbase.engine.relational.backend import Query, Types
from factbase.engine.relational.kind import Cell
from factbase.engine.relational.scratch import Scratch
from factbase.ground.diagnostic import InternalError
from factbase.program.stored import StoredFile

__all__ = ["Spark", "session"]

_TYPES = {"BIGINT": LongType(), "INT": IntegerType(), "VARCHAR": StringType()}


def session(master: str, settings: Mapping[str, str], threads: int, *, connect: bool = False) -> Any:
    """A session of a master: `local[2]`, `spark://host:port`, or with `connect` the `sc://host:port` of a server of Spark Connect."""
    builder = SparkSession.builder.appName("factbase")
    builder = builder.remote(master) if connect else builder.master(master)
    if connect:
        # Its own log tells each error beside the one that is raised; what it says of pandas concerns nobody here.
        logging.getLogger("SQLQueryContextLogger").disabled = True
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    else:
        own = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": str(max(2, 2 * threads)),
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.session.timeZone": "UTC",
            "spark.log.level": "ERROR",
        }
        for name, value in {**own, **settings}.items():
            builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.conf.set("spark.sql.ansi.enabled", "true")  # a number that does not fit is an error, never another number
    made.conf.set("spark.sql.decimalOperations.allowPrecisionLoss", "false")  # nor is one rounded
    return made


class Spark:
    """Tables of one model in a session, which other models may share; `folder` is one that the driver and all workers see."""

    dialect = "spark"

    def __init__(self, spark: Any, folder: Path | None = None) -> None:
        self._spark = spark
        self._folder = Scratch("factbase-spark-", folder)
        self._schemas: dict[str, Any] = {}
        self._added: dict[str, list[str]] = {}
        self._end = weakref.finalize(self, self._folder.close)

    def create(self, name: str, types: Types, columns: Sequence[Sequence[Cell]], rows: int) -> None:
        """Makes a table of so many rows, column by column."""
        schema = StructType([StructField(column, _TYPES[kind]) for column, kind in types])
        self._schemas[name] = schema
        folder = self._path(name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if rows:  # as texts of the folder: no process of Python's need read them on a worker
            names = [column for column, _ in types]
            stated = self._path(f"{name}.json")
            with stated.open("w", encoding="utf-8") as lines:
                for row in zip(*columns, strict=True):
                    lines.write(f"{json.dumps(dict(zip(names, row, strict=True)))}\n")
            self._write(name, self._spark.read.schema(schema).json(str(stated)))
        self._read(name)

    def files(self, name: str, file: StoredFile) -> None:
        """Makes a table of files that stay where they are, and which every worker must see. Raises Unsupported for texts."""
        if file.separator:
            raise Unsupported("the engine spark has no tables of so many rows of CSV: choose duckdb, or write Parquet")
        self._view(name, file, [part.path for part in file.parts])

    def numbered(self, name: str, file: StoredFile, part: int) -> str:
        """The name of the table of one of the files of a table, which has the `place` of each row in it besides."""
        numbered = f"{name}_{part}"
        self._view(numbered, file, [file.parts[part].path], "place")
        return numbered

    def _view(self, name: str, file: StoredFile, paths: Sequence[str], *place: str) -> None:
        columns = (f"a{number}" for number in range(len(file.held)))
        number = ("_metadata.row_index",) if place else ()
        table = self._told(lambda: self._spark.read.parquet(*paths).select("*", *number))
        table.toDF(*columns, *place).createOrReplaceTempView(name)

    def view(self, name: str, query: Query) -> None:
        """Makes a table that is a query, run whenever it is read."""
        self._asked(query, {}).createOrReplaceTempView(name)

    def derive(self, name: str, query: Query, parameters: Mapping[str, Cell]) -> int:
        """Makes a table of the rows of a query, in place of the one that has the name; gives how many rows it has."""
        found = self._asked(query, parameters)
        self._schemas[name] = found.schema
        return self._write(name, found)

    def append(self, name: str, to: str) -> None:
        """Adds the rows of one table to another."""
        rank = len(self._added.setdefault(to, []))
        self._added[to].append(name)
        for number, part in enumerate(sorted(self._path(name).glob("*.parquet"))):
            self._path(to, f"{rank:06}-{number:06}.parquet").hardlink_to(part)  # no row is written twice
        self._read(to)

    def drop(self, name: str) -> None:
        """Gives a table up."""
        self._spark.catalog.dropTempView(name)
        self._schemas.pop(name, None)
        shutil.rmtree(self._path(name), ignore_errors=True)

    def rows(self, query: Query, parameters: Mapping[str, Cell]) -> list[tuple[Cell, ...]]:
        """All rows of a query."""
        found = self._told(lambda: self._asked(query, parameters).collect())
        return [tuple(row) for row in found]

    def each(self, query: Query, parameters: Mapping[str, Cell]) -> Iterator[tuple[Cell, ...]]:
        """The rows of a query, some at a time."""
        for row in self._told(lambda: self._asked(query, parameters).toLocalIterator()):
            yield tuple(row)

    def bytes(self) -> int | None:
        """None: its memory is that of other processes."""
        return None

    def close(self) -> None:
        """Gives everything up, its folder too."""
        self._end()

    # ---- files

    def _path(self, *names: str) -> Path:
        return self._folder.path.joinpath(*names)

    def _read(self, name: str) -> None:
        """Takes a table's files as they are now."""
        table = self._spark.read.schema(self._schemas[name]).parquet(str(self._path(name)))
        table.createOrReplaceTempView(name)

    def _write(self, name: str, rows: Any) -> int:
        """Writes a table, and gives how many rows that were."""
        counted = Observation()
        watched = rows.observe(counted, functions.count(functions.lit(1)).alias("rows"))
        self._told(lambda: watched.write.mode("overwrite").parquet(str(self._path(name))))
        self._read(name)
        return int(counted.get["rows"])

    def _asked(self, query: Query, parameters: Mapping[str, Cell]) -> Any:
        return self._told(lambda: self._spark.sql(query.text, args=dict(parameters) or None))

    def _told(self, run: Any) -> Any:
        try:
            return run()
        except PySparkException as problem:
            raise _told(problem) from None
        except Exception as problem:  # py4j's own, where the Java side fails
            if type(problem).__module__.partition(".")[0] != "py4j":
                raise
            raise _told(problem) from None


def _told(problem: Exception) -> Exception:
    """What a user is told where a query could not be finished."""
    text = str(problem)
    if "ARITHMETIC_OVERFLOW" in text or "CAST_OVERFLOW" in text or "NUMERIC_VALUE_OUT_OF_RANGE" in text:
        return TooLarge(
            "a computed number does not fit into 64 bits or 22 digits before the point, all that spark computes with"
        )
    if "the range " in text:
        start = text.index("the range ")
        return TooLarge(text[start : text.index("numbers", start) + len("numbers")])
    for sign in ("OutOfMemoryError", "No space left on device", "maxResultSize"):
        if sign in text:
            return TooLarge(f"the model needs more memory, or more room for files, than spark has: {sign}")
    return InternalError(f"spark: {text.partition(chr(10))[0]}")
