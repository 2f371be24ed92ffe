"""``sayso cut``: a case of some of the articles of a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.clusters import cluster_options
from sayso.cli.news import contents_of, tell_all
from sayso.cli.search import check_days
from sayso.dossier.words import several
from sayso.runners.cluster import Cluster
from sayso.runners.cutting import Wanted, cut


@click.command()
@click.argument("corpus", type=click.Path(), metavar="CORPUS")
@click.option("--case", "case", required=True, metavar="FILE", help="The case file to make.")
@click.option("--words", default="", metavar="WORDS", help="Only articles that hold all these words.")
@click.option(
    "--outlet", "outlets", multiple=True, metavar="NAME", help="Only of this outlet, or of several."
)
@click.option(
    "--since", default="", metavar="DAY", help="Only published then or later, as 2016, 2016-12 or 2016-12-05."
)
@click.option("--until", default="", metavar="DAY", help="Only published then or earlier.")
@cluster_options
def command(
    corpus: str, case: str, words: str, outlets: tuple[str, ...], since: str, until: str, cluster: Cluster
) -> int:
    """Cut a case out of a CORPUS that sayso corpus made: some articles, compared with each other.

    Nothing is read anew, and the case is what sayso run makes of the same articles. It must fit on this
    machine, which compares them: some ten thousand articles.
    """
    check_days(since, until)
    number = cut(Path(corpus), case, Wanted(words, outlets, since, until), cluster)
    click.echo(f"{several(number, 'article')} in {case}\nNext: sayso show {case}, or sayso serve {case}")
    tell_all(case, contents_of(case))
    return 0
