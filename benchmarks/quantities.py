"""Scores numbers on sentences that others marked: ``python -m benchmarks.quantities [SET…] [--errors N]``.

The marking (NewsQuant's development part and the R-Tests; see the gold's README) lies beside the checkout;
where it is absent, this says so and passes. Each sentence is one small document, read by ``reading.read`` and
``claims.find`` as ``sayso run`` reads it. Scored are the numbers of the number pass, of every kind but those
that name or date (date, clock, ordinal, score, name): the marking also takes "one of the best", which is a
number and no figure. What is counted, and what a measure is of, comes from the figure at the same place.
Only fields are renamed: units to the names of the marking, and vague words keep sayso's own bounds.

``--conventions`` tells what is left of the distance where two conventions of the marking are kept: vague
words span a power of ten ("hundreds" is 100 to 1000), and "rose from A to B" is one range, not two states.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, scorer
from sayso import claims, reading
from sayso.model import Document, Figure, Segment
from sayso.reading.text import Number
from sayso.settings import Settings

FOLDER = SHARED / "gold" / "quantities"
SETS = ("newsquant_dev", "rtests-age", "rtests-currency", "rtests-dimension", "rtests-temperature")
NOT_AMOUNTS = frozenset({"date", "clock", "ordinal", "score", "name"})

UNITS = {
    "%": "percentage", "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre",
    "um": "micrometre", "nm": "nanometre", "[mi_i]": "mile", "[ft_i]": "foot", "[in_i]": "inch",
    "[yd_i]": "yard", "[nmi_i]": "nautical mile", "kg": "kilogram", "g": "gram", "mg": "milligram",
    "t": "ton", "[lb_av]": "pound-mass", "[oz_av]": "ounce", "L": "litre", "mL": "millilitre",
    "har": "hectare", "[acr_us]": "acre", "km2": "square kilometre", "m2": "square metre",
    "m3": "cubic metre", "Cel": "celsius", "[degF]": "fahrenheit", "deg": "degree", "W": "watt",
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kW.h": "kilowatt hour", "MW.h": "megawatt hour",
    "GW.h": "gigawatt hour", "mA.h": "milliampere-hour", "[HP]": "horsepower", "[mi_i]/h": "mile per hour",
    "km/h": "kilometre per hour", "[mi_i]/[gal_us]": "mile per gallon", "[bbl_us]": "barrel",
    "[gal_us]": "gallon", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "V": "volt", "A": "ampere", "F": "farad", "dB": "decibel", "GPa": "gigapascal", "N.m": "newton metre",
    "{rpm}": "revolutions per minute", "[ppb]": "parts-per-billion", "bit": "bit", "kBy": "kilobyte",
    "MBy": "megabyte", "GBy": "gigabyte", "TBy": "terabyte", "s": "second", "min": "minute", "h": "hour",
    "d": "day", "wk": "week", "mo": "month", "a": "year", "10.a": "decade", "100.a": "century",
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "AUD": "australian dollar", "CAD": "canadian dollar", "HKD": "hong kong dollar",
    "NZD": "new zealand dollar", "DKK": "danish krone", "ILS": "shekel", "MYR": "malaysian ringgit",
    "CHF": "swiss franc", "HRK": "croatian kuna", "INR": "rupee", "TRY": "turkish lira",
    "MXN": "mexican peso", "XBT": "bitcoin", "[smi_us]": "square mile", "[sft_i]": "square foot",
    "[cft_i]": "cubic foot", "dm": "decimetre", "pm": "picometre", "ug": "microgram",
    "[tbs_us]": "tablespoon", "[tsp_us]": "teaspoon", "[cup_us]": "cup", "rad": "radian",
    "[lbf_av].[ft_i]": "foot pound-force", "A/cm2": "ampere per square centimetre", "Mbit": "megabit",
    "FIM": "finnish markka", "ESP": "peseta", "NLG": "netherlands guilde", "CRC": "costa rican colón",
    "GEL": "georgian lari", "LAK": "lao kip", "LKR": "sri lankan rupee", "By": "byte",
    "m/s": "metre per second", "[btu]": "btu", "ms": "millisecond",
}  # fmt: skip
"""The marking's names of units, by UCUM and ISO 4217 codes."""


def main(arguments: list[str]) -> int:
    """Print the scorer's table for each set, and the value over all R-Tests."""
    if not FOLDER.is_dir():
        print(f"no marked sentences at {FOLDER}: nothing to score")
        return 0
    errors = int(arguments[arguments.index("--errors") + 1]) if "--errors" in arguments else 0
    wanted = [a for a in arguments if a in SETS] or list(SETS)
    rtests: list[dict[str, Any]] = []
    conventions = "--conventions" in arguments
    for name in wanted:
        result, wrong = measure(FOLDER / name, conventions=conventions)
        print(f"\n{name}: {result['gold']} marked, {result['pred']} found")
        for level, told in result.items():
            if level.startswith(("value", "all")):
                precision, recall, f1 = told
                print(f"  {level:28} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
        if name.startswith("rtests"):
            rtests.append(result)
        for line in wrong[:errors]:
            print(*line, sep="\t")
    if rtests:
        print(f"\nvalue over the R-Tests here: F1 {together(rtests):.1f}")
    return 0


def measure(folder: Path, *, conventions: bool = False) -> tuple[dict[str, Any], list[Any]]:
    """The scorer's result for one set, and its list of errors."""
    sentences = [
        json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = list(predict(sentences))
    if conventions:
        texts = {s["doc"]: s["text"] for s in sentences}
        found = [{**f, "quantities": by_conventions(f["quantities"], texts[f["doc"]])} for f in found]
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        predictions.write_text("".join(json.dumps(p) + "\n" for p in found), encoding="utf-8")
        result, wrong = scorer("quantities").score(str(folder), str(predictions))
    return result, wrong


def by_conventions(found: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The same numbers after two conventions of the marking; see above."""
    made: list[dict[str, Any]] = []
    for number in found:
        if number.pop("vague"):
            number = {**number, "low": number["low"] / 2, "high": number["low"] * 5}
        last = made[-1] if made else None
        if last is not None and last["high"] == last["low"]:
            led = re.search(r"\bfrom (?:about )?$", text[: last["start"]]) is not None
            if led and text[last["end"] : number["start"]].strip() == "to":
                made[-1] = {**number, "low": last["low"], "high": number["high"], "start": last["start"]}
                continue
        made.append(number)
    return made


def together(results: Sequence[dict[str, Any]]) -> float:
    """The F1 of the value over several sets, each number of each set counting once."""
    found: float = sum(r["value"][0] / 100 * r["pred"] for r in results)
    told: float = sum(r["gold"] + r["pred"] for r in results)
    return 200 * found / told if told else 0.0


def predict(sentences: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What sayso reads in each sentence, in the scorer's form."""
    settings = replace(Settings.from_environment(), processes=1)
    for read in reading.read(map(_document, sentences), settings):
        (found,) = claims.find([read], settings)
        amounts = [n for n in read.numbers if n.kind not in NOT_AMOUNTS]
        renamed = [_renamed(n, found.figures, read.document.text) for n in amounts]
        yield {"doc": read.document.id, "quantities": renamed}


def _document(sentence: dict[str, Any]) -> Document:
    """A sentence as a document of one paragraph."""
    text = sentence["text"]
    body = (Segment(0, len(text), "body", "en"),) if text.strip() else ()
    return Document(sentence["doc"], sentence["doc"], None, "", text, segments=body)


def _renamed(number: Number, figures: Sequence[Figure], text: str) -> dict[str, Any]:
    figure = next((f for f in figures if f.start <= number.start and number.end <= f.end), None)
    low, high, change = _bounds(number, figure)
    unit = UNITS.get(number.unit, number.unit)
    if number.kind == "age":
        unit = f"{unit} of age"
    elif number.kind == "count":
        unit = figure.counted if figure is not None and figure.counted else "-"
    elif number.unit == "1" and number.kind == "money":
        # Coins of no country: "cents", "pence".
        coin = re.search(
            r"[\d\w] ?([a-z]+)(?: (?:per|an?|each)\b.*)?$", text[number.start : number.end].lower()
        )
        unit = coin[1] if coin else "-"
    if number.per is not None and number.kind != "count" and f" {number.per}" not in unit:
        unit = f"{unit} per {number.per}"
    about = (figure.about or figure.counted) if figure is not None and number.kind != "count" else None
    return {
        "low": low,
        "high": high,
        "change": change,
        "norm_unit": unit,
        "concepts": about.split() if about else ["-"],
        "vague": "vague" in number.rule,
        "start": number.start,
        "end": number.end,
    }


def _bounds(number: Number, figure: Figure | None) -> tuple[float, float, str]:
    """Both ends as numbers, and the marking's sign for what is open, rough, or a movement."""
    low = number.low if number.low is not None else number.high
    high = number.high if number.high is not None else number.low
    assert low is not None and high is not None
    # The marking has one sign where sayso keeps two fields: a movement counts before an open end. It signs
    # what a verb or "up" leads to; "a 3 percent drop" and "3 percent higher" have no sign there.
    movement = figure.direction if figure is not None and not _moved_after(figure, number) else None
    if number.approximate and "vague" not in number.rule:
        return low, high, "~"
    if movement is None and (number.low is None or number.high is None):
        return low, high, ">" if number.high is None else "<"
    return low, high, movement or "="


def _moved_after(figure: Figure, number: Number) -> bool:
    """Whether the word that says which way a figure moves something stands after its number."""
    moved = (step.start for step in figure.steps if step.rule.startswith("moves "))
    return any(start is not None and start >= number.end for start in moved)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
