"""The plugin of the docs, installed as its pyproject says: it exports and reads, its faults cost little."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from docs.generate import DOCS
from sayso import plugins
from sayso.cli import main
from sayso.exporters import about, exporter, formats
from sayso.intake import language
from sayso.stages.parts import parts
from tests.docs.test_examples import lines

Capsys = pytest.CaptureFixture[str]
_FENCED = re.compile(r"^```(python|toml)\n(.*?)^```$", re.M | re.S)


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path with the modules and the entry points that the page shows."""
    home = tmp_path / "site"
    home.mkdir()
    page = (DOCS / "plugins.md").read_text(encoding="utf-8")
    code, project = [], ""
    for kind, text in _FENCED.findall(page):
        if kind == "python" and not text.startswith("# tests/"):
            code.append(text)
        elif kind == "python":
            (tmp_path / "test_of_the_page.py").write_text(text, encoding="utf-8")
        else:
            project = text
    (home / "desk_tools.py").write_text("\n".join(code), encoding="utf-8")
    install(home, tomllib.loads(project)["project"])
    monkeypatch.syspath_prepend(str(home))
    monkeypatch.chdir(tmp_path)
    forget()
    yield home
    forget()


def forget() -> None:
    """As in a new process: nothing is known of what is installed, nothing of it loaded."""
    for known in (plugins.installed, plugins.identity, parts, language.read_languages, language._identifier):
        known.cache_clear()
    sys.modules.pop("desk_tools", None)


def install(home: Path, project: dict[str, object]) -> None:
    """What pip would write of a package: its name, its version, its entry points."""
    folder = home / f"{str(project['name']).replace('-', '_')}-{project['version']}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"]
    assert isinstance(points, dict)
    lines = [f"[{group}]\n" + "".join(f"{n} = {v}\n" for n, v in of.items()) for group, of in points.items()]
    (folder / "entry_points.txt").write_text("\n".join(lines))


def call(capsys: Capsys, *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_the_format_of_another_package_is_listed_and_written(
    plugin: Path, demo_case: Path, capsys: Capsys
) -> None:
    assert formats()[-1] == "speakers" and about("speakers")[1] == "all else."
    assert "Who is quoted how often and where, a line each." in call(capsys, "export", "--help")[1]
    code, out, _ = call(capsys, "export", str(demo_case), "--format", "speakers")
    assert code == 0 and "10\tAnton Brezhin\tSecond Look\n" in out


def test_what_is_private_does_not_go_out_in_the_format_of_the_page(
    plugin: Path, tmp_path: Path, demo_case: Path, capsys: Capsys
) -> None:
    case = str(shutil.copy(demo_case, tmp_path))
    person = next(e.id for e in sayso.open(case).entities if e.name == "Anton Brezhin")
    assert call(capsys, "decide", case, person, "private", "yes")[0] == 0
    for more in ((), ("--redact-private",)):
        code, out, _ = call(capsys, "export", case, "--format", "speakers", *more)
        assert code == 0 and out and "Brezhin" not in out


def test_the_test_that_the_page_shows_passes(
    plugin: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names: dict[str, Any] = {}
    exec((tmp_path / "test_of_the_page.py").read_text(encoding="utf-8"), names)
    tests = [test for name, test in names.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test(tmp_path_factory.mktemp("test"))


def test_the_component_of_the_page_adds_a_claim(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    sentence = "At least 12 boats sank near the old pier, the union leader Mia Holt averred."
    (tmp_path / "a.txt").write_text(f"It rained all day. {sentence} The sea was calm.")
    assert call(capsys, "run", "a.txt", "--case", "x.case", "--rules-only", "--component", "averred")[0] == 0
    found = records(capsys, "x.case")
    (claim,) = (r for r in found if r["type"] == "claim" and r["sources"])
    assert claim["text"] == "At least 12 boats sank near the old pier"
    assert (claim["sources"][0]["name"], claim["cue"]["text"]) == ("the union leader Mia Holt", "averred")
    assert [r["claim"] for r in found if r["type"] == "figure"] == [claim["id"]]
    assert call(capsys, "verify", "x.case")[0] == 0
    assert "averred 1.0: verb after its subject" in call(capsys, "explain", "x.case", claim["id"])[1]


def test_the_files_of_another_package_are_read_and_verified(
    plugin: Path, tmp_path: Path, capsys: Capsys
) -> None:
    clips = [f"Headline {n}\nDesk Daily\nThe mayor said {n} people were hurt." for n in (12, 15)]
    (tmp_path / "old.clip").write_text("\n====\n".join(clips))
    assert call(capsys, "run", "old.clip", "--case", "x.case")[0] == 0
    _, out, _ = call(capsys, "export", "x.case", "--format", "csv")
    assert "old.clip,1,Desk Daily" in out and "old.clip,2,Desk Daily" in out
    assert call(capsys, "verify", "x.case")[0] == 0


def test_a_reader_that_fails_costs_its_file(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "bad.clip").write_bytes(b"\xff")
    (tmp_path / "none.clip").write_text("")
    (tmp_path / "a.txt").write_text("The mayor said 12 people were hurt.")
    code, _, err = call(capsys, "run", "bad.clip", "a.txt", "none.clip", "--case", "x.case")
    assert code == 1 and err.count("could not be read by desk_tools:read_clip") == 2


def test_the_command_lines_of_the_page_run(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    for line in lines(DOCS / "plugins.md"):
        if line.startswith("sayso "):
            assert call(capsys, *shlex.split(line)[1:])[0] == 0
        else:
            subprocess.run(line, shell=True, check=True)
    assert call(capsys, "export", "desk.case", "--format", "speakers")[1] == "1\tAnn Roe\tDesk Daily\n"


# --- languages ----------------------------------------------------------------------------------------------

GERMAN = """Zwölf Tote in Tolk

Bei dem Angriff auf die Stadt starben nach Angaben der Behörden viele Bewohner, und die Straßen blieben leer.

„In der Stadt Tolk sind in der Nacht 12 Zivilisten getötet worden“, hieß es.

„Nach dem Angriff auf Tolk: 12 Zivilisten starben noch in der Nacht“, sagte Anna Roe vor der Presse.
"""
ENGLISH = """The town of Tolk was shelled again on Tuesday, and the road north was closed for most of the day.

The mayor Ann Roe said that 15 civilians were killed in Tolk.

„Die Straße nach Norden bleibt bis auf weiteres für alle gesperrt“, sagte Bernd Lau vor der Presse.
"""


def records(capsys: Capsys, case: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call(capsys, "export", case, "--format", "jsonl")[1].splitlines()]


def test_a_language_of_another_package_is_read_where_it_is_spoken(
    plugin: Path, tmp_path: Path, capsys: Capsys
) -> None:
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    assert call(capsys, "run", "de.txt", "en.txt", "--case", "x.case")[0] == 0
    found = records(capsys, "x.case")
    paths = {r["id"]: r["path"] for r in found if r["type"] == "document"}
    claims = {
        (paths[r["document"]], r["sources"][0]["name"], r["cue"]["text"]): r
        for r in found
        if r["type"] == "claim" and r["sources"]
    }
    german, other = claims["de.txt", "Anna Roe", "sagte"], claims["en.txt", "Bernd Lau", "sagte"]
    assert ("en.txt", "Ann Roe", "said") in claims and len(claims) == 3
    assert other["text"] == "Die Straße nach Norden bleibt bis auf weiteres für alle gesperrt"
    figures = {r["id"]: r for r in found if r["type"] == "figure"}
    (figure,) = (figures[id_] for id_ in german["figures"])
    assert (figure["low"], figure["counted"], figure["event"]) == (12, "civilians", "killed")
    assert {r["name"] for r in found if r["type"] == "entity"} >= {"Anna Roe", "Bernd Lau"}
    made = {c["name"]: c for c in found[0]["components"]}["language de"]
    assert made["version"] == "1.0" and len(made["sha256"]) == 64
    assert call(capsys, "verify", "x.case")[0] == 0
    assert "language de 1.0: desk_tools:german" in call(capsys, "explain", "x.case", german["id"])[1]


def test_a_language_may_give_times_and_unnamed_sources(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    day = "'2031-05-03'"
    code = (
        f"yield {{'type': 'time', 'start': 0, 'end': 5, 'value': {day}, 'from': {day}, 'to': {day}}}\n"
        "    unnamed = {'start': 0, 'end': 5, 'anonymous': True}\n"
        "    yield {'type': 'claim', 'start': 6, 'end': 10, 'sources': [unnamed]}"
    )
    (plugin / "desk_tools.py").write_text(f"def german(document, paragraphs):\n    {code}\n")
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    assert call(capsys, "run", "de.txt", "--case", "x.case")[0] == 0
    found = records(capsys, "x.case")
    (time,) = [r for r in found if r["type"] == "time"]
    assert (time["text"], time["kind"], time["anchor"]) == (GERMAN[:5], "DATE", None)
    (claim,) = [r for r in found if r["type"] == "claim"]
    assert claim["sources"][0]["anonymous"] and claim["sources"][0]["text"] == GERMAN[:5]
    assert claim["mode"] == "indirect" and not any(r["type"] == "entity" for r in found)


def test_without_the_package_the_language_is_kept_and_not_read(tmp_path: Path, capsys: Capsys) -> None:
    forget()
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    call(capsys, "run", str(tmp_path / "en.txt"), "--case", str(tmp_path / "x.case"))
    (document,) = [r for r in records(capsys, str(tmp_path / "x.case")) if r["type"] == "document"]
    assert [s["kind"] for s in document["segments"]][-1] == "other_language"


@pytest.mark.parametrize(
    ("code", "told"),
    (
        ("raise ValueError('no dictionary')", "ValueError: no dictionary"),
        (
            "yield {'type': 'claim', 'start': 5, 'end': 99999}",
            "characters 5–99999 are no stretch",
        ),
        ("yield {'type': 'rumour', 'start': 0, 'end': 5}", "of another type than claim, figure and time"),
        ("yield {'type': 'claim', 'end': 5}", "KeyError"),
        ("yield {'type': 'claim', 'start': 0, 'end': 5, 'mode': 'said'}", "said is no mode"),
    ),
)
def test_a_language_that_fails_costs_its_article(
    plugin: Path, tmp_path: Path, capsys: Capsys, code: str, told: str
) -> None:
    (plugin / "desk_tools.py").write_text(
        f"def german(document, paragraphs):\n    {code}\n    yield from ()\n"
    )
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "a.txt").write_text("The mayor said 12 people were hurt.")
    code_, _, err = call(capsys, "run", "de.txt", "a.txt", "--case", "x.case")
    assert code_ == 1 and err.count("de.txt: The language de (desk_tools:german) failed") == 1 and told in err
    assert [r["path"] for r in records(capsys, "x.case") if r["type"] == "document"] == ["a.txt"]


@pytest.mark.parametrize(
    ("code", "told"),
    (
        ("klingon", "The language klingon (desk_tools:german) is none that sayso can tell"),
        ("en", "English is read by sayso itself, and desk_tools:german cannot be its language"),
    ),
)
def test_a_language_that_cannot_be_one_is_said(plugin: Path, capsys: Capsys, code: str, told: str) -> None:
    points = {"sayso.languages": {code: "desk_tools:german"}}
    install(plugin, {"name": "odd", "version": "1", "entry-points": points})
    forget()
    ended, _, err = call(capsys, "run", ".", "--case", "x.case")
    assert ended == 2 and told in err and not Path("x.case").exists()


# --- components ---------------------------------------------------------------------------------------------

SHORT = "It rained.\n\nThe mayor Ann Roe said that 15 civilians were killed in Tolk.\n\nThe army denied it."


def run_with(capsys: Capsys, *components: str) -> list[dict[str, Any]]:
    Path("a.txt").write_text(SHORT)
    Path("b.txt").write_text(SHORT.replace("15", "17"))
    named = [part for name in components for part in ("--component", name)]
    assert call(capsys, "run", "a.txt", "b.txt", "--case", "x.case", *named)[0] == 0
    return records(capsys, "x.case")


def test_a_component_is_used_where_it_is_named_and_recorded(plugin: Path, capsys: Capsys) -> None:
    plain = run_with(capsys)
    assert any(r["type"] == "claim" and r["text"].startswith("It rained") for r in plain)
    found = run_with(capsys, "long-claims:words=4")
    texts = [r["text"] for r in found if r["type"] == "claim"]
    assert texts and all(len(text.split()) >= 4 for text in texts)
    made = found[0]["components"][-1]
    assert (made["name"], made["version"], made["settings"]) == ("long-claims", "1.0", {"words": 4})
    assert found[0]["settings"]["components"] == {"long-claims": {"words": "4"}}
    assert call(capsys, "verify", "x.case")[0] == 0
    # What a case was made with holds for the runs that come, until it is named otherwise.
    assert run_with(capsys) == found
    assert [r for r in run_with(capsys, "none") if r["type"] != "case"] == [
        r for r in plain if r["type"] != "case"
    ]


def test_a_component_stands_in_place_of_a_stage(plugin: Path, capsys: Capsys) -> None:
    assert any(r["type"] == "comparison" for r in run_with(capsys))
    found = run_with(capsys, "nothing-compared")
    assert not any(r["type"] in ("comparison", "group") for r in found)
    assert any(r["type"] == "claim" for r in found)


STAGES = """
import dataclasses
from sayso.model import Claim, Findings, make_id

german = 0


def desk_outlet(document, *, outlet="The Desk", always=False):
    return dataclasses.replace(document, outlet=outlet if always else document.outlet or outlet)


desk_outlet.after = "intake"


def first_words(document):
    end = document.text.index(" ")
    id_ = make_id("claim", document.id, "first")
    whole = Claim(id_, document.id, 0, end, document.text[:end], ((0, end),), (0, end), "narrated")
    return Findings(document.id, (whole,))


first_words.instead = "claims"


def settled(documents, findings, compared):
    kept = tuple(x for x in compared.comparisons if x.relation != "scope" and len(documents) == 2)
    return dataclasses.replace(compared, comparisons=kept)


settled.after = "comparison"
"""


def test_components_stand_at_every_stage(plugin: Path, capsys: Capsys) -> None:
    (plugin / "desk_tools.py").write_text(STAGES)
    named = {name: f"desk_tools:{name}" for name in ("desk_outlet", "first_words", "settled")}
    install(plugin, {"name": "stages", "version": "2", "entry-points": {"sayso.components": named}})
    forget()
    assert any(r["type"] == "comparison" and r["relation"] == "scope" for r in run_with(capsys))
    found = run_with(capsys, "desk_outlet:outlet=Daily Desk,always=yes", "settled")
    assert {r["outlet"] for r in found if r["type"] == "document"} == {"Daily Desk"}
    assert not any(r["type"] == "comparison" and r["relation"] == "scope" for r in found)
    used = found[0]["components"][-2:]
    assert [(c["name"], c["version"]) for c in used] == [("desk_outlet", "2"), ("settled", "2")]
    assert used[0]["settings"] == {"outlet": "Daily Desk", "always": True}
    assert call(capsys, "verify", "x.case")[0] == 0
    found = run_with(capsys, "first_words")
    assert [r["text"] for r in found if r["type"] == "claim"] == ["It", "It"]


def test_a_component_from_python(plugin: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHORT)
    case = sayso.run(tmp_path / "a.txt", components={"long-claims": {"words": 4}})
    assert case.claims and all(len(claim.text.split()) >= 4 for claim in case.claims)


ODD = {
    "long-claims:wrds=4": "has no setting 'wrds'; it has words",
    "long-claims:words=four": "words=four is no setting of long-claims",
    "long-claims:words": "takes NAME:SETTING=VALUE",
    "short-claims": "'short-claims'; installed are averred, long-claims, nothing-compared",
}


@pytest.mark.parametrize("named", ODD)
def test_a_component_that_cannot_be_used_is_said_before_the_run(
    plugin: Path, tmp_path: Path, capsys: Capsys, named: str
) -> None:
    (tmp_path / "a.txt").write_text(SHORT)
    code, _, err = call(capsys, "run", "a.txt", "--case", "x.case", "--component", named)
    assert code == 2 and ODD[named] in err and not Path("x.case").exists()


@pytest.mark.parametrize(
    ("code", "told"),
    (
        (
            "def f(d):\n    return dataclasses.replace(d, text='other')\nf.after = 'intake'",
            "it changed the text",
        ),
        ("def f(d):\n    return None\nf.after = 'intake'", "it gave a NoneType and no document"),
        ("def f(d, found):\n    return 1 / 0\nf.after = 'claims'", "ZeroDivisionError"),
        ("def f(d, found):\n    return []\nf.after = 'claims'", "it gave no findings of the document"),
        (
            "def f(d, found):\n    return dataclasses.replace(found, claims=found.claims * 2)\n"
            "f.after = 'claims'",
            "two records have the id claim_",
        ),
        (
            "def f(d, found):\n    c = dataclasses.replace(found.claims[0], start=1)\n"
            "    return dataclasses.replace(found, claims=(c,))\nf.after = 'claims'",
            "do not read",
        ),
    ),
)
def test_a_component_that_fails_costs_its_articles(
    plugin: Path, tmp_path: Path, capsys: Capsys, code: str, told: str
) -> None:
    (plugin / "desk_tools.py").write_text(f"import dataclasses\n{code}\nlong_claims = german = f\n")
    (tmp_path / "a.txt").write_text(SHORT)
    ended, _, err = call(capsys, "run", "a.txt", "--case", "x.case", "--component", "long-claims")
    assert (
        ended == 2
        and "a.txt: The component long-claims (desk_tools:long_claims) failed" in err
        and told in err
    )


def test_a_component_must_say_where_it_stands(plugin: Path, tmp_path: Path, capsys: Capsys) -> None:
    (plugin / "desk_tools.py").write_text("def long_claims(document):\n    return document\ngerman = 0\n")
    (tmp_path / "a.txt").write_text(SHORT)
    code, _, err = call(capsys, "run", "a.txt", "--case", "x.case", "--component", "long-claims")
    assert code == 2 and "does not say where it stands" in err


def test_a_format_that_cannot_be_loaded_is_said(plugin: Path, demo_case: Path, capsys: Capsys) -> None:
    (plugin / "desk_tools.py").write_text("import no_such_module\n")
    install(
        plugin, {"name": "odd", "version": "1", "entry-points": {"sayso.exporters": {"odd": "odd_tools:x"}}}
    )
    forget()
    code, _, err = call(capsys, "export", str(demo_case), "--format", "odd")
    assert code == 2 and "cannot be loaded" in err
    assert call(capsys, "export", "--help")[0] == 0


@pytest.mark.parametrize(
    ("code", "told"),
    (
        ("yield 'one'\n    yield contents.claims[0].sources[9]", "IndexError"),
        ("yield 12", "it gave int, and no text"),
        ("return None", "TypeError"),
    ),
)
def test_a_format_that_fails_is_said_and_leaves_no_file(
    plugin: Path, demo_case: Path, tmp_path: Path, capsys: Capsys, code: str, told: str
) -> None:
    (plugin / "desk_tools.py").write_text(f"def export_speakers(contents):\n    {code}\n")
    for target in ((), ("-o", "out.txt")):
        ended, _, err = call(capsys, "export", str(demo_case), "--format", "speakers", *target)
        assert ended == 2 and "The format speakers (desk_tools:export_speakers) failed" in err
        assert told in err and err.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()


def test_the_line_that_failed_is_said(plugin: Path, demo_case: Path, capsys: Capsys) -> None:
    (plugin / "desk_tools.py").write_text("def export_speakers(contents):\n    yield 'a'\n    yield 1 / 0\n")
    _, _, err = call(capsys, "export", str(demo_case), "--format", "speakers")
    assert "(ZeroDivisionError: division by zero, desk_tools.py line 3)" in err


def test_no_package_takes_the_place_of_a_format(plugin: Path, capsys: Capsys) -> None:
    own = exporter("jsonl")
    install(plugin, {"name": "thief", "version": "1", "entry-points": {"sayso.exporters": {"jsonl": "t:x"}}})
    forget()
    assert exporter("jsonl") is own and formats().count("jsonl") == 1
