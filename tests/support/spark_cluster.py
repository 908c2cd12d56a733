"""A cluster of Spark for tests: one master and two workers, each a process of its own, on the loopback alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LOOPBACK = "127.0.0.1"
# The class that an executor runs, as it stands in its command line.
EXECUTOR = b"CoarseGrainedExecutorBackend"
PATIENCE_SECONDS = 300
# Two cores, small data: what a plan costs to compile is more than what it saves.
SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # The first compiler alone: what runs once is not worth the second. Its room for code, small by itself, does not hold the rules.
    "spark.driver.extraJavaOptions": "-XX:ReservedCodeCacheSize=512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:ReservedCodeCacheSize=512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "spark.executor.memory": "768m",
    "spark.driver.host": LOOPBACK,
    "spark.driver.bindAddress": LOOPBACK,
}


def missing() -> str:
    """Why Spark cannot be started here; "" when it can."""
    if find_spec("pyspark") is None or find_spec("pandas") is None:
        return "no pyspark here -> make test-spark"
    return "" if shutil.which("java") else "no java here -> make test-spark"


@dataclass(frozen=True)
class Cluster:
    """`url` is what --master takes."""

    url: str
    workers: tuple[subprocess.Popen[str], ...]
    master_log: Path

    def executors(self) -> list[int]:
        """Process ids of the executors that the workers have started; workers ask the system this and that by other children."""
        workers = {worker.pid for worker in self.workers}
        return sorted(pid for pid, parent in _processes() if parent in workers and EXECUTOR in _command(pid))

    def kill_executor(self) -> int:
        """End one executor as a machine that fails would; return how many there were."""
        there = self.executors()
        os.kill(there[0], signal.SIGKILL)
        return len(there)

    def begun(self) -> int:
        """How many executors were ever started: one more for each that was lost."""
        return self.master_log.read_text(encoding="utf-8").count("Launching executor")


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    """The cluster; its logs and work lie in `folder`."""
    processes: list[subprocess.Popen[str]] = []
    try:
        master = _start("master.Master", folder / "master.log", "--host", LOOPBACK, "--port", "0", "--webui-port", "0")
        processes.append(master)
        url = _said(folder / "master.log", r"Starting Spark master at (spark://\S+)")
        for number in range(2):
            log = folder / f"worker{number}.log"
            given = (
                "--host",
                LOOPBACK,
                "--cores",
                "1",
                "--memory",
                "1500m",
                "--webui-port",
                "0",
                "-d",
                str(folder / f"work{number}"),
            )
            processes.append(_start("worker.Worker", log, *given, url))
            _said(log, r"Successfully registered with master")
        yield Cluster(url, tuple(processes[1:]), folder / "master.log")
    finally:
        for one in reversed(processes):
            one.terminate()
        for one in processes:
            one.wait(timeout=60)


def _start(what: str, log: Path, *arguments: str) -> subprocess.Popen[str]:
    import pyspark

    home = Path(pyspark.__file__).resolve().parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": LOOPBACK, "SPARK_NO_DAEMONIZE": "1"}
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", *arguments]
    with log.open("w") as target:
        return subprocess.Popen(command, stdout=target, stderr=subprocess.STDOUT, text=True, env=environment)


def _said(log: Path, pattern: str) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text(encoding="utf-8")):
            return found[found.lastindex or 0]
        time.sleep(0.2)
    raise AssertionError(f"{log.name} does not say {pattern}:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # It has ended meanwhile.
        return b""


def _processes() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        try:
            status = (entry / "stat").read_text()
        except OSError:
            continue
        if entry.name.isdigit():
            yield int(entry.name), int(status.rpartition(")")[2].split()[1])
