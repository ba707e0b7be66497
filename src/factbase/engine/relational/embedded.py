"""DuckDB as the database: in the process, on as many threads as it may use, and past its memory in files of a folder of its own."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import duckdb
from sqlglot import exp

from factbase.engine.base import TooLarge
from factbase.engine.relational.backend import Query, Types
from factbase.engine.relational.kind import Cell
from factbase.engine.relational.scratch import Scratch
from factbase.ground.diagnostic import InternalError
from factbase.program.stored import StoredFile, StoredPart

__all__ = ["DuckDB"]

BATCH = 1 << 14
MOST_IN_LINE = 1 << 22  # bytes, more than what is left in a file has
T = TypeVar("T")


class DuckDB:
    """A database of one model. It reads no file but those of its own folder and `files`, and loads nothing from anywhere."""

    dialect = "duckdb"

    def __init__(
        self,
        threads: int,
        memory: int | None = None,
        temporary: Path | None = None,
        files: Sequence[str] = (),
        disk: int | None = None,
    ) -> None:
        self._folder = Scratch("factbase-duckdb-", temporary)
        config: dict[str, str | bool | int] = {
            "threads": threads,
            "temp_directory": str(self._folder.path),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "preserve_insertion_order": False,
            "python_enable_replacements": False,
        }
        if memory is not None:
            config["memory_limit"] = f"{memory}B"
        if disk is not None:
            config["max_temp_directory_size"] = f"{disk}B"
        self._lock = threading.RLock()
        self._connection = duckdb.connect(":memory:", config=config)
        # From here on nothing but its own folder and these files, whatever a query may say.
        self._connection.execute("SET allowed_directories = $own", {"own": [f"{self._folder.path}/"]})
        self._connection.execute("SET allowed_paths = $files", {"files": list(files)})
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        self._end = weakref.finalize(self, _closed, self._connection, self._folder)

    def create(self, name: str, types: Types, columns: Sequence[Sequence[Cell]], rows: int) -> None:
        """Makes a table of so many rows, column by column."""
        listed = ", ".join(f"{column} {kind}" for column, kind in types)
        self._run(f"CREATE OR REPLACE TABLE {name} ({listed})", {})
        if rows:
            each = ", ".join(f"UNNEST($p{i}::{kind}[])" for i, (_, kind) in enumerate(types))
            self._run(f"INSERT INTO {name} SELECT {each}", {f"p{i}": list(column) for i, column in enumerate(columns)})

    def files(self, name: str, file: StoredFile) -> None:
        """Makes a table of files that stay where they are."""
        self._run(f"CREATE VIEW {name} AS SELECT * FROM {self._scan(file, file.parts)}", {})

    def numbered(self, name: str, file: StoredFile, part: int) -> str:
        """The name of the table of one of the files of a table, which has the `place` of each row in it besides."""
        numbered = f"{name}_{part}"
        scan = self._scan(file, file.parts[part : part + 1], numbered=True)
        # In a text the number is counted while it is read, in order, by one thread.
        place = ", row_number() OVER () - 1 AS place" if file.separator else ""
        self._run(f"CREATE VIEW IF NOT EXISTS {numbered} AS SELECT *{place} FROM {scan}", {})
        return numbered

    def _scan(self, file: StoredFile, parts: Sequence[StoredPart], *, numbered: bool = False) -> str:
        columns = [f"a{number}" for number in range(len(file.held))]
        paths = f"[{', '.join(map(_quoted, (part.path for part in parts)))}]"
        if not file.separator:
            number = ", file_row_number = true" if numbered else ""
            named = ", ".join([*columns, *(["place"] if numbered else [])])
            return f"read_parquet({paths}{number}) AS x({named})"
        types = ", ".join(f"{column}: 'VARCHAR'" for column in columns)
        settings = {
            "auto_detect": "false",
            "columns": f"{{{types}}}",
            "delim": _quoted(file.separator),
            "header": "false",
            "skip": str(int(file.header)),
            "quote": "''" if file.separator == "\t" else "'\"'",
            "escape": "''" if file.separator == "\t" else "'\"'",
            "comment": "''",
            "nullstr": "''",
            "max_line_size": str(MOST_IN_LINE),
        }
        return f"read_csv({paths}, {', '.join(f'{key} = {value}' for key, value in settings.items())})"

    def view(self, name: str, query: Query) -> None:
        """Makes a table that is a query, run whenever it is read."""
        self._run(f"CREATE VIEW {name} AS {query.text}", {})

    def derive(self, name: str, query: Query, parameters: Mapping[str, Cell]) -> int:
        """Makes a table of the rows of a query, in place of the one that has the name; gives how many rows it has."""
        ((count,),) = self._run(f"CREATE OR REPLACE TABLE {name} AS {query.text}", parameters)
        return int(count)

    def append(self, name: str, to: str) -> None:
        """Adds the rows of one table to another."""
        self._run(f"INSERT INTO {to} SELECT * FROM {name}", {})

    def drop(self, name: str) -> None:
        """Gives a table up."""
        self._run(f"DROP TABLE IF EXISTS {name}", {})

    def rows(self, query: Query, parameters: Mapping[str, Cell]) -> list[tuple[Cell, ...]]:
        """All rows of a query."""
        return self._run(query.text, parameters)

    def each(self, query: Query, parameters: Mapping[str, Cell]) -> Iterator[tuple[Cell, ...]]:
        """The rows of a query, some at a time."""
        cursor = self._connection.cursor()
        try:
            _waited(cursor, lambda: cursor.execute(query.text, dict(parameters)))
            while batch := cursor.fetchmany(BATCH):
                yield from batch
        except duckdb.Error as problem:
            raise _told(problem) from None
        finally:
            cursor.close()

    def bytes(self) -> int | None:
        """The memory that it takes now, and what lies in its folder."""
        ((used, spilled),) = self._run(
            "SELECT SUM(memory_usage_bytes), SUM(temporary_storage_bytes) FROM duckdb_memory()", {}
        )
        return int(used or 0) + int(spilled or 0)

    def close(self) -> None:
        """Gives everything up, its folder too."""
        self._end()

    def _run(self, text: str, parameters: Mapping[str, object]) -> list[tuple[Cell, ...]]:
        with self._lock:
            return _waited(self._connection, lambda: self._connection.execute(text, dict(parameters)).fetchall())


def _quoted(text: str) -> str:
    return str(exp.Literal.string(text).sql(dialect="duckdb"))


def _waited(connection: duckdb.DuckDBPyConnection, run: Callable[[], T]) -> T:
    """What a call of the database gives. It runs in a thread of its own, for inside one Python hears no Ctrl-C."""
    given: list[T] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            given.append(run())
        except BaseException as problem:
            failed.append(problem)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        thread.join()
    except BaseException:  # whatever ends the run ends its query
        connection.interrupt()
        thread.join()
        raise
    for problem in failed:
        raise (_told(problem) if isinstance(problem, duckdb.Error) else problem) from None
    return given[0]


def _told(problem: duckdb.Error) -> Exception:
    """What a user is told where a query could not be finished."""
    text = str(problem).partition("\n")[0]
    if isinstance(problem, duckdb.OutOfMemoryException) or "No space left" in text:
        return TooLarge(
            f"the model needs more memory, or more room in the temporary folder, than duckdb may use: {text}"
        )
    if isinstance(problem, duckdb.OutOfRangeException | duckdb.ConversionException):
        return TooLarge(
            "a computed number does not fit into 64 bits or 22 digits before the point, all that duckdb computes with"
        )
    if isinstance(problem, duckdb.InvalidInputException) and "the range " in text:
        return TooLarge(text.partition(": ")[2])
    return InternalError(f"duckdb: {text}")


def _closed(connection: duckdb.DuckDBPyConnection, folder: Scratch) -> None:
    with suppress(duckdb.Error):
        connection.close()
    folder.close()
