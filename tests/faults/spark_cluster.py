"""A Spark cluster of this machine: a master and two workers, ended by their numbers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pyspark

PATIENCE_SECONDS = 240
ENDED_SECONDS = 30
LOOPBACK = "127.0.0.1"
LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class SparkCluster:
    """Real processes by Spark's own launcher; what they say is kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self.port = _free_port()
        self.url = f"spark://{LOOPBACK}:{self.port}"
        try:
            self._start("master", "master.Master", "--port", str(self.port))
            self._wait_for("master", "New state: ALIVE")
            self.workers = [self.start_worker(name) for name in ("worker1", "worker2")]
        except BaseException:
            self.close()
            raise

    def start_worker(self, name: str) -> subprocess.Popen[bytes]:
        """One core, enough memory for one executor; returns when the master knows it."""
        place = self._folder / name
        worker = self._start(
            name, "worker.Worker", "--cores", "1", "--memory", "900m", "--work-dir", str(place),
            self.url,
        )  # fmt: skip
        self._wait_for(name, "Successfully registered with master")
        return worker

    def has_executors(self, name: str) -> bool:
        """Whether that worker runs a part of somebody's job."""
        return "Launched executor" in self._said("master") and "ExecutorRunner" in self._said(name)

    def said(self, name: str) -> str:
        return self._said(name)

    def close(self) -> None:
        """End every process that was started here, and what those started: their groups."""
        for process in reversed(self._started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._started:
            try:
                process.wait(ENDED_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As when its machine is lost: the worker and its executor at once, without a word."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def _start(self, name: str, kind: str, *words: str) -> subprocess.Popen[bytes]:
        launcher = Path(pyspark.__file__).parent / "bin" / "spark-class"
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [launcher, f"org.apache.spark.deploy.{kind}", "--host", LOOPBACK,
                 "--webui-port", "0", *words],
                stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "SPARK_LOCAL_IP": LOOPBACK, "SPARK_DAEMON_MEMORY": "256m",
                     "SPARK_DAEMON_JAVA_OPTS": LIGHT},
            )  # fmt: skip
        self._started.append(process)
        return process

    def _wait_for(self, name: str, words: str) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while words not in self._said(name):
            assert time.monotonic() < ends, f"{name} does not say “{words}”: {self._said(name)}"
            time.sleep(0.2)

    def _said(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((LOOPBACK, 0))
        return int(asked.getsockname()[1])
