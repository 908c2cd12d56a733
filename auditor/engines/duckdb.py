"""The embedded engine: one DuckDB file, locked by us, read by anybody.

All SQL of the project passes through `Engine`: parameters are bound by name, never formatted in, and a failing
statement keeps its SQL in the error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

import duckdb
import polars as pl

from auditor.engines.parts import migrating, rewriting
from auditor.engines.parts.connecting import STORAGE_VERSION, connect
from auditor.engines.parts.failing import FAILING, FAILING_REMEDY, first_line, told
from auditor.engines.parts.store_file import refuse_other_files, release, take_lock
from auditor.errors import StoreError
from auditor.model.resources import DEFAULT, Resources

SETTINGS = (
    "TimeZone = 'UTC'",
    "python_enable_replacements = false",
    "allocator_flush_threshold = '16MB'",
    "allocator_bulk_deallocation_flush_threshold = '32MB'",
    "allocator_background_threads = true",
)
HARDENED = (
    "autoinstall_known_extensions = false", "autoload_known_extensions = false", "enable_external_access = false",
    "lock_configuration = true",
)  # fmt: skip
PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
PATIENCE_SECONDS, READERS_SECONDS = 2.0, 10.0
_OPEN: WeakSet[Engine] = WeakSet()


def interrupt_queries() -> None:
    """End the queries that run now, from another thread: DuckDB may not look for a Ctrl-C until a query is done."""
    for one in list(_OPEN):
        # The main thread may close it in the same moment: then nothing runs any more.
        with suppress(duckdb.ConnectionException):
            one.connection.interrupt()


class Engine:
    """A connection to the store. Open it with `with Engine.open(path) as engine:`.

    Raises StoreError when the file is locked by another process, damaged, or of a newer version. What stands in
    `afterwards` is done once the file is closed, while other writers are still kept out.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path | None, lock: int | None, resources: Resources
    ) -> None:
        self.connection, self.path, self._lock, self.resources = connection, path, lock, resources
        self._interrupted, self.afterwards = False, list[Callable[[], None]]()
        _OPEN.add(self)

    @classmethod
    def open(
        cls, path: Path, read_only: bool = False, wait_seconds: float = 0.0, resources: Resources = DEFAULT
    ) -> Self:
        """Open or create the store at `path`; a writer holds `<path>.lock` until it closes.

        `wait_seconds` is how long to wait for another writer. A reader brings an older store up to date first.
        """
        if read_only and not path.exists():
            raise StoreError(f"{path}: there is no store here -> run 'auditor audit PATH' first, or name it with --db")
        refuse_other_files(path)
        lock = None if read_only else take_lock(path, wait_seconds)
        try:
            with told(path):
                engine = cls(_current(path, read_only, wait_seconds), path, lock, resources)
                engine._prepare(read_only)
                is_older = read_only and bool(migrating.missing(engine.connection))
        except BaseException:
            release(lock)
            raise
        if is_older:
            engine.close()
            cls.open(path).close()
            return cls.open(path, read_only, resources=resources)
        return engine

    @classmethod
    def in_memory(cls) -> Self:
        """A store that lives in memory: for `decide` without files, for tests and for checks of rules."""
        engine = cls(duckdb.connect(":memory:"), None, None, DEFAULT)
        engine._prepare(read_only=False)
        return engine

    @staticmethod
    def rewrite(path: Path, wait_seconds: float = 0.0) -> None:
        """Write the file of a closed store anew, so that what was deleted is gone from its bytes. Raises StoreError."""
        rewriting.rewrite(path, STORAGE_VERSION, wait_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and let go of the lock."""
        if self._interrupted:
            closing = Thread(target=self.connection.close, daemon=True)
            closing.start()
            closing.join(PATIENCE_SECONDS)
        else:
            self.connection.close()
            for work in self.afterwards:
                work()
        release(self._lock)
        self._lock = None

    def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> None:
        """Run one statement; `params` are bound to `$name`, and those that the statement does not name are left out."""
        self._run(sql, params)

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run one query and return its rows as tuples."""
        with self._guarded():
            return self._run(sql, params).fetchall()

    def frame(self, sql: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Run one query and return a polars frame (through Arrow)."""
        with self._guarded():
            frame = pl.from_arrow(self._relation(sql, params).to_arrow_table())
        assert isinstance(frame, pl.DataFrame)
        return frame

    def batches(self, sql: str, rows: int, params: Mapping[str, Any] | None = None) -> Iterator[pl.DataFrame]:
        """Run one query and yield its result in frames of about `rows` rows; no other query may run meanwhile."""
        with self._guarded():
            reader = self._relation(sql, params).to_arrow_reader(rows)
        while True:
            with self._guarded():
                batch = next(reader, None)
            if batch is None:
                return
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            yield frame

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Append a frame to a table by column name; columns that the frame lacks become NULL."""
        if frame.is_empty():
            return
        columns = ", ".join(frame.columns)
        self.connection.register("incoming_frame", frame.to_arrow())
        try:
            self._run(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming_frame", None)
        finally:
            self.connection.unregister("incoming_frame")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: an exception, Ctrl-C included, rolls back."""
        self._run("BEGIN TRANSACTION", None)
        try:
            yield
        except BaseException:
            self._afterwards("ROLLBACK")
            raise
        try:
            self._run("COMMIT", None)
        except duckdb.TransactionException as error:
            # There is one writer, so that nothing but the disk can refuse what the statements before it did.
            raise StoreError(f"{self.path}: {first_line(error)} -> {FAILING_REMEDY}") from error

    @contextmanager
    def memory(self, most_mb: int) -> Iterator[None]:
        """Inside, statements hold no more than so many megabytes in memory; the rest goes to the disk beside the store."""
        self.connection.execute(self.resources.memory_statement(most_mb))
        try:
            yield
        finally:
            self._afterwards(self.resources.memory_statement())

    def harden(self) -> None:
        """Close the doors before any query over loaded data: no files, no extensions, no Python variables."""
        for setting in HARDENED:
            self.connection.execute(f"SET {setting}")

    def _run(self, sql: str, params: Mapping[str, Any] | None) -> duckdb.DuckDBPyConnection:
        with self._guarded():
            return self.connection.execute(sql, _named(sql, params) or None)

    def _relation(self, sql: str, params: Mapping[str, Any] | None) -> duckdb.DuckDBPyRelation:
        # A relation streams its rows to Arrow; the result of execute() would copy them first, and says so aloud.
        return self.connection.sql(sql, params=_named(sql, params) or None)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with told(self.path):
                yield
        except (KeyboardInterrupt, RuntimeError):
            # Ctrl-C may leave the query running in its threads, and whatever is asked next would wait for its end. What is
            # not committed is not in the store: closing is tried, and left to the end of the process if it takes long.
            self._interrupted = True
            self.connection.interrupt()
            raise

    def _afterwards(self, sql: str) -> None:
        """A statement that sets things right again, where the connection still answers."""
        if not self._interrupted:
            # After a failure of the disk the database may have given itself up: nothing is left to set right then.
            with suppress(duckdb.ConnectionException, duckdb.TransactionException, *FAILING):
                try:
                    self.connection.execute(sql)
                except duckdb.InterruptException:
                    # The signal's own thread ends whatever runs, and may come late enough to strike this instead.
                    self.connection.execute(sql)

    def _prepare(self, read_only: bool) -> None:
        for setting in (*SETTINGS, *self.resources.statements()):
            self.connection.execute(f"SET {setting}")
        newer = migrating.unknown(self.connection) if read_only else migrating.migrate(self.connection)
        if newer:
            known = max(migrating.scripts())
            raise StoreError(
                f"{self.path}: the store is of a newer auditor (schema {newer[-1]}), this one knows {known} -> upgrade auditor"
            )


def _named(sql: str, params: Mapping[str, Any] | None) -> dict[str, Any]:
    # DuckDB refuses parameters that a statement does not name; rules share one dictionary.
    wanted = set(PARAMETER.findall(sql))
    return {name: value for name, value in (params or {}).items() if name in wanted}


def _current(path: Path, read_only: bool, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    """A connection to the store; where it is about to be brought up to date, a copy of it is kept first."""
    # Other writers are kept out by the lock: what stands in a writer's way is somebody's question, soon answered.
    connection = connect(path, read_only, wait_seconds if read_only else max(wait_seconds, READERS_SECONDS))
    if read_only or not migrating.is_older(connection):
        return connection
    connection.close()
    migrating.keep_copy(path)
    return connect(path, read_only)
