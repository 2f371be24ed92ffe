"""``sayso show``: what a case holds, as tables on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.case.spelling import fold
from sayso.case.store import Store
from sayso.cli.output import say_no_outlet, say_unfinished
from sayso.dossier import words
from sayso.dossier.matrix import Row as GroupRow
from sayso.dossier.pairs import NAMES, ORDER, Card
from sayso.dossier.pile import Pile, Quote, Voice
from sayso.dossier.views import Views
from sayso.dossier.voices import InOutlet, Row

_USUAL = ("conflicts", "updates", "differs", "groups", "figures", "speakers")
"""What is shown where nothing is chosen."""

_WORDS = 24
"""How many words of a sentence a cell has."""

_GROUPS = "Claims that say the same, those that most outlets carry first. Copies are no further origin."

_CARRIERS = 4
"""How many outlets of a group a cell names."""

_NARROWEST = 60
_PIPED = 160
"""How wide a table is that no terminal shows."""


@click.command()
@click.argument("case", metavar="CASE")
@click.option(
    "--only",
    "chosen",
    multiple=True,
    type=click.Choice((*ORDER, "groups", "figures", "speakers", "articles")),
    help="Show this alone; may be given several times. Without it: conflicts, updates, differs, groups,"
    " figures and speakers.",
)
@click.option(
    "--outlet", metavar="NAME", default="", help="Only comparisons and groups that this outlet takes part in."
)
@click.option(
    "--speaker", metavar="NAME", default="", help="Only comparisons, groups and speakers of such a name."
)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Lines of each table.")
def command(case: str, chosen: tuple[str, ...], outlet: str, speaker: str, limit: int) -> int:
    """Show a case as tables: where accounts meet, groups, figures, speakers, articles.

    Two accounts stand in one of these relations:

    \b
    conflicts  as worded, both cannot hold
    updates    a running count or state, and a later account of it
    differs    one thing told apart, though as worded both can hold
    agrees     one thing from different voices, not visibly copied
    repeats    one text or one voice, carried more than once: no second witness
    scope      they look alike, but cover or count something else: another place, time, group or measure
    unclear    they come close, but the texts do not settle how they stand to each other
    rejected   a person decided that they do not belong together

    A group is claims that say the same, with the number of their independent origins: the most carried come
    first, and --only groups --limit NUMBER shows more of them.

    The ids at the ends of lines are for sayso explain and sayso decide; they may be shortened.
    """
    with Store(case) as store:
        contents = store.contents()
    code = say_unfinished(case, contents)
    pile = Pile(contents)
    if outlet and not say_no_outlet(case, outlet, pile.outlets):
        return 1
    shown = _Shown(Views(pile), outlet, speaker, limit)
    console = _console()
    for name in chosen or _USUAL:
        for part in shown.part(name):
            console.print(part)
    return code


def _console() -> Console:
    """A terminal as wide as it is; where the tables go elsewhere, wide enough for a line."""
    console = Console(highlight=False)
    if not console.is_terminal:
        return Console(highlight=False, width=_PIPED)
    return console if console.width >= _NARROWEST else Console(highlight=False, width=_NARROWEST)


class _Shown:
    """The tables of a case, with what was asked for."""

    def __init__(self, views: Views, outlet: str, speaker: str, limit: int) -> None:
        self.views, self.pile, self.limit = views, views.pile, limit
        self.outlet, self.speaker = outlet, speaker

    def part(self, name: str) -> list[Table | Text]:
        """One table with its title above and what is left out below; a line where there is nothing."""
        makers: Mapping[str, Callable[[], tuple[Table, int]]] = {
            "groups": self._groups,
            "figures": self._figures,
            "speakers": self._speakers,
            "articles": self._articles,
        }
        table, left = makers[name]() if name in makers else self._relation(name)
        if not table.rows:
            return [Text(f"{_title(name)}: none\n")]
        more = f"… and {left:,} more: --only {name} --limit {left + self.limit}\n" if left > 0 else ""
        return [Text(_title(name), "bold"), *_meaning(name), table, Text(more, "dim")]

    def _relation(self, name: str) -> tuple[Table, int]:
        cards = self.views.cards.get(name, ())
        if cards and (self.outlet or self.speaker):
            cards = self.views.cards[name].about(self.outlet, self.speaker)
        table = _table("one account", "then" if name == "updates" else "and", "why", "id")
        for card in cards[: self.limit]:
            why = "; ".join((*card.reasons[:3], *(f"[{line}]" for line in (*card.decided, *card.rests))))
            table.add_row(*_texts((_said(card, 0), _said(card, 1), why, card.comparison)))
        return table, len(cards) - self.limit

    def _groups(self) -> tuple[Table, int]:
        """The claims that are told more than once, those that most outlets carry first."""
        rows = [r for r in self.views.rows if self._is_sought(r)]
        table = _table("what is said", "independent origins", "carried by", "id")
        for row in rows[: self.limit]:
            table.add_row(*_texts((_cut(row.label), row.independent, self._carriers(row), row.id)))
        return table, len(rows) - self.limit

    def _carriers(self, row: GroupRow) -> str:
        """How many articles carry a group, and its first outlets."""
        articles = len({self.pile.document_with(m) for m in row.members})
        more = len(row.outlets) - _CARRIERS
        named = [*row.outlets[:_CARRIERS], *([f"{more:,} more"] if more > 0 else [])]
        return f"{words.several(articles, 'article')}: {words.listed(named)}"

    def _is_sought(self, row: GroupRow) -> bool:
        """Whether the outlet that is asked for carries a group, and such a speaker stands behind it."""
        if self.outlet and fold(self.outlet) not in map(fold, row.outlets):
            return False
        said_by = (v for m in row.members for v in self.pile.voices(self.pile.claim_of[m]))
        return not self.speaker or any(fold(self.speaker) in self.pile.called(v) for v in said_by)

    def _figures(self) -> tuple[Table, int]:
        table = _table("what is counted", "how many, on whose word", "published", "id")
        charts = self.views.charts[: self.limit]
        for chart in charts:
            title = chart.title
            for row in chart.rows:
                for dot in row.dots:
                    carried = words.listed(list(dict.fromkeys(outlet for _, outlet in dot.carriers))[:3])
                    said = f"{dot.label} – {row.quote.who} · {carried}"
                    table.add_row(*_texts((title, said, row.date, dot.carriers[0][0])))
                    title = ""
            table.add_section()
        return table, len(self.views.charts) - self.limit

    def _speakers(self) -> tuple[Table, int]:
        found: Sequence[Row] = (*self.views.voices.named, *self.views.voices.anonymous)
        rows = [r for r in found if fold(self.speaker) in self.pile.called(Voice(r.key, r.name))]
        table = _table("who", "claims", "quoted by, with which words", "id")
        for row in rows[: self.limit]:
            by = "; ".join(map(_quoting, row.outlets[:4]))
            name = f"{row.name} ({', '.join(row.roles[:1])})" if row.roles else row.name
            id_ = next(iter(self.pile.named(row.name)), "")
            table.add_row(*_texts((name, f"{row.claims:,}", by, id_)))
        return table, len(rows) - self.limit

    def _articles(self) -> tuple[Table, int]:
        table = _table("no.", "article", "published", "claims", "id")
        for document in self.pile.documents[: self.limit]:
            chain = words.chain([self.pile.outlet_of[document.id], *self.pile.relays(document)])
            title = " ".join((document.title or "no headline").split())
            told = len(self.pile.attributed_in[document.id])
            number = str(self.pile.number_of[document.id])
            said = (
                number,
                f"{' ← '.join(chain)}: {title}",
                self.pile.dated(document),
                f"{told:,}",
                document.id,
            )
            table.add_row(*_texts(said))
        return table, len(self.pile.documents) - self.limit


def _title(name: str) -> str:
    return NAMES[name][0] if name in NAMES else name.capitalize()


def _meaning(name: str) -> list[Text]:
    told = _GROUPS if name == "groups" else NAMES[name][2] if name in NAMES else ""
    return [Text(told, "dim")] if told else []


def _table(*columns: str) -> Table:
    made = Table(show_lines=False, pad_edge=False, box=None, header_style="underline", padding=(0, 2, 0, 0))
    for column in columns:
        whole = column in ("id", "claims", "no.")
        made.add_column(column, no_wrap=whole, overflow="ellipsis" if whole else "fold")
    return made


def _texts(cells: Iterable[str]) -> list[Text]:
    """Cells as they are: what an article says is no markup of a terminal's, and no control character."""
    return [Text("".join(c if c.isprintable() else " " for c in cell)) for cell in cells]


def _quoting(outlet: InOutlet) -> str:
    verbs = ", ".join(verb for verb, _ in outlet.verbs[:3])
    return f"{outlet.outlet} {outlet.claims}" + (f" ({verbs})" if verbs else "")


def _cut(text: str) -> str:
    """The first words of a text that is long."""
    told = text.split()
    return " ".join(told[:_WORDS]) + (" …" if len(told) > _WORDS else "")


def _said(card: Card, side: int) -> str:
    quote: Quote = (card.left, card.right)[side]
    amounts = ", ".join(dict.fromkeys(amount[side] for amount in card.amounts))
    cue = f", {quote.cue}" if quote.cue[:1].isalpha() else ""
    head = f"{amounts} – " if amounts else ""
    return f"{head}{quote.who}{cue}: “{_cut(quote.text)}” · {quote.outlet}"
