"""The options by which a Spark cluster is named, for the verbs that can use one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from sayso.errors import UsageError
from sayso.runners.cluster import Cluster

_OPTIONS = (
    click.option(
        "--master", default="local[*]", show_default=True, metavar="URL", help="The Spark cluster to use."
    ),
    click.option(
        "--bind",
        metavar="ADDRESS",
        help="The address of this machine that the cluster's workers call back; local[…] takes 127.0.0.1.",
    ),
    click.option(
        "--conf",
        multiple=True,
        metavar="NAME=VALUE",
        help="A setting of Spark, as in spark.archives=venv.tar.gz#venv; may be given several times.",
    ),
)


def cluster_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a verb the options, as one ``cluster``."""

    @functools.wraps(command)
    def with_cluster(*, master: str, bind: str | None, conf: tuple[str, ...], **rest: Any) -> int:
        return command(cluster=Cluster(master, bind, tuple(map(_setting, conf))), **rest)

    made: Callable[..., int] = with_cluster
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def _setting(told: str) -> tuple[str, str]:
    name, equals, value = told.partition("=")
    if not (name and equals):
        raise UsageError(f"--conf takes NAME=VALUE, as in spark.executor.memory=4g, not {told!r}.")
    return name, value
