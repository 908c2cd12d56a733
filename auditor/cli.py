"""The command line: finds commands by folder, loads each only when asked, maps errors to exit statuses."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from threading import Event, Thread
from types import FrameType, TracebackType

import click

from auditor import __version__
from auditor.crew import Crew, cores
from auditor.errors import AuditorError, InterruptedRunError, UsageError
from auditor.model.visible import safe
from auditor.rooms import module_names

COMMANDS = "auditor.commands"
INTERRUPTED = InterruptedRunError("interrupted -> run it again; the store is as it was, or holds whole files more")


class _UnwrittenError(Exception):
    """Standard output took no more."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class RoomGroup(click.Group):
    """A Click group whose commands are the modules of auditor/commands; each defines COMMAND."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Standard output that takes no more is told apart: Click would end with 1, as for findings."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is not None:
                raise
            raise _UnwrittenError(error) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return module_names(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{COMMANDS}.{cmd_name}").COMMAND
        assert isinstance(command, click.Command)
        return command


@click.group(cls=RoomGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="auditor")
def root() -> None:
    """Audit exported freelance histories: what happened, how sure that is, what to do next.

    \b
    Example:
      auditor audit my_exports
    """


def main() -> None:
    """Run the command line and end the process with the exit status of the contract."""
    os.umask(0o077)
    # A large audit keeps millions of small objects alive that refer to no cycle: looking for cycles costs it a twentieth.
    gc.set_threshold(200_000, 50, 100)
    sys.excepthook = _crash
    stopped = _listen_for_interrupts()
    try:
        status = _run()
    except (click.Abort, KeyboardInterrupt):
        status = _say(INTERRUPTED)
    except RuntimeError:
        # DuckDB turns an interrupt that reaches it in the middle of a query into a bare RuntimeError.
        if not stopped.is_set():
            raise
        status = _say(INTERRUPTED)
    if stopped.is_set():
        # A query that still runs in DuckDB's threads would hold up an orderly end.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    # The interpreter would give a late Ctrl-C back its deadly default while it tidies up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # The last look for cycles, at everything that was ever loaded, would take an eighth of a second.
    gc.freeze()
    sys.exit(status)


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    # Python ends a traceback with 1, which would read as "there are findings": a bug is "nothing was audited".
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(AuditorError.exit_status)


def _run() -> int:
    try:
        if "" in sys.argv[1:]:
            raise UsageError("an argument is empty -> name a path or a value; '.' is the current folder")
        with Crew(cores() if cores() > 1 else 0) as crew:
            status = root.main(standalone_mode=False, obj=crew)
        sys.stdout.flush()
    except click.ClickException as error:
        said = StringIO()
        error.show(file=said)
        # The lines are click's; a line end of what was typed is none of them.
        shown = said.getvalue().replace(error.message, safe(error.message))
        click.echo("\n".join(map(safe, shown.split("\n"))), err=True, nl=False)
        return UsageError.exit_status
    except AuditorError as error:
        return _say(error)
    except _UnwrittenError as error:
        return _unwritten(error.cause)
    except OSError as error:
        if error.filename is not None:
            raise
        return _unwritten(error)
    return status if isinstance(status, int) else 0


def _unwritten(error: OSError) -> int:
    """The status where standard output took no more."""
    # What is still held would be written, and fail, when the process ends.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        # The reader of a pipe left; there is nobody to tell.
        return 0
    return _say(AuditorError(f"standard output: {error.strerror or error} -> free space, or send it elsewhere"))


def _listen_for_interrupts() -> Event:
    stopped = Event()

    def interrupt(signum: int, frame: FrameType | None) -> None:
        # A second Ctrl-C must not break the roll-back that the first one began.
        if not stopped.is_set():
            stopped.set()
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    Thread(target=_end_queries, args=(reader,), daemon=True).start()
    return stopped


def _end_queries(reader: int) -> None:
    """Waits for signals beside the main thread, which hears of none while a query runs in it."""
    with open(reader, "rb", buffering=0) as heard:
        while number := heard.read(1):
            if number[0] in (signal.SIGINT, signal.SIGTERM) and (engines := sys.modules.get("auditor.engines.duckdb")):
                engines.interrupt_queries()


def _say(error: AuditorError) -> int:
    # A name in the message may hold what a terminal would obey, a line end among them.
    click.echo("auditor: " + "\n".join(map(safe, error.lines)), err=True)
    return error.exit_status
