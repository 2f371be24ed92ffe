"""A Spark session on this machine or on a cluster; the extra ``sayso[spark]`` and Java 17 are needed."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import UsageError

_HERE = "127.0.0.1"
_LOG = Path(__file__).with_name("spark-log.properties")
"""How much Spark says of itself, from its first moment on."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Which cluster: its master, the address that this process takes there, and settings of Spark.

    On this machine only, nothing listens to others; on a cluster, Spark finds an address where none is told.
    """

    master: str = "local[*]"
    bind: str | None = None
    conf: tuple[tuple[str, str], ...] = ()

    def settings(self) -> dict[str, str]:
        """What Spark is started with."""
        own = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOG.as_uri()}",
        }
        address = self.bind or (_HERE if self.master.startswith("local") else None)
        if address is not None:
            own |= {"spark.driver.host": address, "spark.driver.bindAddress": address}
        return {**own, **dict(self.conf)}


def session(cluster: Cluster) -> Any:
    """A session; ``UsageError`` where pyspark or Java is missing, or the master is not there."""
    try:
        # The extra may be missing, and nothing else of sayso needs it.
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Spark needs {error.name}, which is not installed: install the extra with"
            " pip install 'sayso[spark]', or read with sayso run alone."
        ) from error
    # Of versions of packages that sayso does not use with Spark.
    warnings.filterwarnings("ignore", category=FutureWarning, module=r"pyspark\.")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(cluster.master).appName("sayso")
    for name, value in cluster.settings().items():
        builder = builder.config(name, value)
    try:
        made = builder.getOrCreate()
    except Exception as error:
        raise UsageError(
            f"Spark could not be started on {cluster.master} ({first_line(error)}):"
            " usually Java 17 or later is missing, or the master is not there; check both."
        ) from error
    made.sparkContext.setLogLevel("OFF")
    return made


def first_line(error: Exception) -> str:
    """The first line of what an error says."""
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
