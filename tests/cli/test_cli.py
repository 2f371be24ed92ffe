"""The command line: what it prints where, its exit codes, and that bad input costs only itself."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.case.store import Store
from sayso.cli import VERBS, main
from sayso.demo import articles_folder
from sayso.dossier.pairs import NAMES
from sayso.dossier.reasons import in_words
from sayso.model import Reason

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.\n\nThe army denied it."


def call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    out = capsys.readouterr()
    return int(ended.value.code or 0), out.out, out.err


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "a.txt").write_text(TEXT)
    assert call(capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"))[0] == 0
    return str(tmp_path / "x.case")


def test_private_names_are_hidden_on_demand(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(case) as store:
        roe = next(e for e in store.contents().entities if "Roe" in e.name)
    assert call(capsys, "decide", case, roe.id, "private", "yes")[0] == 0
    for name in ("jsonl", "csv", "html", "md"):
        assert "Roe" in call(capsys, "export", case, "--format", name)[1]
        out = call(capsys, "export", case, "--format", name, "--redact-private")[1]
        assert "Roe" not in out and "[person 1]" in out.replace("\\", "")
    dossier = tmp_path / "d.html"
    paths = (str(tmp_path / "a.txt"), "--case", case, "--dossier", str(dossier))
    assert call(capsys, "run", *paths, "--redact-private")[0] == 0
    assert "Roe" not in dossier.read_text()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, verb, "--help")
    assert code == 0 and out.startswith("Usage: sayso")


def test_run_prints_a_summary_and_writes_the_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    dossier = tmp_path / "d.html"
    code, out, err = call(
        capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"), "--dossier", str(dossier)
    )
    assert (code, err) == (0, "")
    assert out.startswith("1 article;") and "<html" in dossier.read_text()


def test_json_lines_on_stdin(tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    command = [sys.executable, "-m", "sayso", "run", "-", "--case", str(case), "--map", "text=story"]
    lines = json.dumps({"story": TEXT, "source": "The Post"}) + "\n"
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    export = subprocess.run(
        [sys.executable, "-m", "sayso", "export", str(case), "--format", "jsonl"],
        capture_output=True,
        check=True,
    )
    records = [json.loads(line) for line in export.stdout.decode("utf-8").splitlines()]
    document = next(r for r in records if r["type"] == "document")
    assert (document["path"], document["member"], document["outlet"]) == ("-", 1, "The Post")


def test_a_failure_is_said_kept_and_costs_only_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"title": f"Article {n}", "text": TEXT}) for n in range(1, 11)]
    lines[6] = lines[6][:-3]
    (tmp_path / "ten.jsonl").write_text("\n".join(lines))
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    case = str(tmp_path / "x.case")
    code, out, err = call(capsys, "run", str(tmp_path), "--case", case)
    assert code == 1
    assert out.startswith("9 articles;")
    said = [line for line in err.splitlines() if line.startswith("sayso: ")]
    assert len(said) == 3 and any("ten.jsonl" in s and "7" in s for s in said)
    code, out, _ = call(capsys, "export", case, "--format", "jsonl")
    failed = [r for r in map(json.loads, out.splitlines()) if r["type"] == "failure"]
    assert {(f["member"], f["kind"]) for f in failed} == {(7, "malformed"), (None, "empty"), (None, "binary")}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["run", "nowhere.txt", "--case", "{}/x.case"], "not there"),
        (["run", "a.txt"], "Missing option '--case'"),
        (["run", "a.txt", "--case", "{}/x.case", "--map", "story"], "FIELD=COLUMN"),
        (["run", "a.txt", "--case", "{}/x.case", "--map", "foo=bar"], "fields are text, title, outlet"),
        (["run", "a.txt", "--case", "{}/x.case", "--dossier", "{}/none/x.html"], "there is no folder"),
        (["run", "a.txt", "--case", "{}/x.case", "--dossier", "{}"], "is a folder"),
        (["export", "{}/gone.case", "--format", "jsonl", "-o", "{}/none/x"], "there is no folder"),
        (["export", "{}/gone.case", "--format", "jsonl"], "no case at"),
        (["export", "{}/gone.case", "--format", "docx"], "Invalid value"),
        (["export", "{}/gone.case", "--format", "parquet"], "name the folder with -o"),
        (["export", "{}/gone.case", "--format", "parquet"], "name the folder with -o"),
        (["verify", "{}/gone.case"], "no case at"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_is_2_and_one_sentence(
    args: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, *(a.replace("{}", str(tmp_path)) for a in args))
    assert (code, out) == (2, "")
    assert words in err and "Traceback" not in err


def test_verify_says_what_is_off(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "verify", case, str(tmp_path / "a.txt"))[:2] == (0, "")
    (tmp_path / "a.txt").write_text("changed")
    code, out, _ = call(capsys, "verify", case, str(tmp_path / "a.txt"))
    assert code == 1 and "has changed since it was read" in out


def test_failures_of_one_kind_are_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"story": TEXT}] * 12 + [{"text": TEXT}, {"text": ""}]
    (tmp_path / "twelve.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "broken.jsonl").write_text("\n".join('{"text":' + " " * n + '"x' for n in range(5)))
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"):
        (tmp_path / name).write_text("")
    code, _, err = call(capsys, "run", str(tmp_path), "--case", str(tmp_path / "x.case"))
    said = [line.replace(f"{tmp_path}/", "") for line in err.splitlines()]
    assert code == 1 and len(said) == 4
    assert said[0].startswith("sayso: 5 files (a.txt, b.txt, c.txt and 2 more): each is empty: usually")
    assert said[1].startswith(
        "sayso: broken.jsonl: 5 of 5 records (1, 2, 3 and 2 more) were not read. The first: "
    )
    twelve = "twelve.jsonl: 12 of 14 records (1, 2, 3 and 9 more): each has no text field (its fields: story)"
    assert said[2].startswith(f"sayso: {twelve};")
    assert said[3].startswith("sayso: twelve.jsonl, record 14 has an empty text")


def test_verify_of_damaged_bytes_lists_the_fault(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(case, create=True) as store:
        store.db.execute("UPDATE bytes SET data = x'00'")
    code, out, err = call(capsys, "verify", case)
    assert code == 1 and "damaged" in out and "1 fault." in err


def test_of_a_first_run_that_was_stopped_it_is_only_said_that_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(tmp_path / "x.case", create=True):
        pass
    code, _, err = call(capsys, "verify", str(tmp_path / "x.case"))
    assert code == 1 and "was not finished" in err and "another version" not in err


def test_an_unfinished_case_is_said_to_be_so(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(case, create=True) as store:
        store.begin_run()
    for args in (("export", case, "--format", "md"), ("verify", case)):
        code, _, err = call(capsys, *args)
        assert code == 1 and "was not finished" in err
    assert call(capsys, "run", str(Path(case).with_name("a.txt")), "--case", case)[0] == 0
    assert call(capsys, "verify", case)[0] == 0


def test_a_reader_that_has_enough_is_no_failure(case: str) -> None:
    for args in (["export", case, "--format", "jsonl"], ["schema"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "sayso", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_explain_says_what_it_cannot_explain(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(case) as store:
        id = store.documents()[0].id
    code, out, err = call(capsys, "explain", case, id)
    assert (code, out) == (2, "") and "of the kind document" in err


def test_serve_says_where_only_when_there_is_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "serve", "none.case")
    assert (code, out) == (2, "") and err.startswith("sayso: There is no case")


def test_explain_gives_steps_and_takes_short_ids(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "export", case, "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    for kind in ("claim", "figure", "time"):
        id = next(r["id"] for r in records if r["type"] == kind)
        code, said, _ = call(capsys, "explain", case, id[:-3])
        assert code == 0 and said.startswith(f"{kind} {id}") and "steps:" in said
    assert call(capsys, "explain", case, "claim_")[0] == 2
    assert call(capsys, "explain", case, "nothing")[0] == 2


def test_explain_gives_the_reasons_of_a_comparison(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "demo.case")
    call(capsys, "run", str(articles_folder()), "--case", case)
    _, out, _ = call(capsys, "export", case, "--format", "jsonl")
    for kind in ("comparison", "group"):
        id = next(r["id"] for r in map(json.loads, out.splitlines()) if r["type"] == kind)
        code, said, _ = call(capsys, "explain", case, id)
        assert code == 0 and said.startswith(f"{kind} {id}") and "“" in said


def test_explain_says_what_a_relation_means_and_why_in_the_words_of_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "demo.case")
    call(capsys, "run", str(articles_folder()), "--case", case)
    _, out, _ = call(capsys, "export", case, "--format", "jsonl")
    records = map(json.loads, out.splitlines())
    pair = next(r for r in records if r["type"] == "comparison" and r["relation"] == "scope" and r["sure"])
    told = call(capsys, "explain", case, pair["id"])[1].splitlines()
    assert told[1].strip() == NAMES["scope"][2]
    assert told[1].strip() in call(capsys, "show", case, "--only", "scope")[1]
    reasons = tuple(Reason(r["feature"], r["left"], r["right"]) for r in pair["reasons"])
    assert f"why: {'; '.join(in_words(reasons))}" in told


def test_demo_says_where_the_dossier_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "demo", "--out", str(tmp_path / "demo"))
    assert code == 0 and (tmp_path / "demo" / "dossier.html").is_file()
    assert out.rstrip().endswith("in a browser.")


def test_demo_writes_the_articles_and_nothing_over_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.txt").write_text("Twelve people were hurt.")
    assert call(capsys, "demo", "--out", str(tmp_path))[0] == 0
    assert {p.name for p in articles_folder().iterdir()} < {p.name for p in (tmp_path / "articles").iterdir()}
    assert "mine.txt" not in call(capsys, "export", str(tmp_path / "demo.case"), "--format", "jsonl")[1]
    changed = tmp_path / "articles" / "untitled.txt"
    changed.write_text("Another.")
    code, _, err = call(capsys, "demo", "--out", str(tmp_path))
    assert code == 2 and "is another than the demo's" in err and changed.read_text() == "Another."


def test_the_summary_and_the_dossier_count_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(
        "56 children were killed\n\n56 children were killed in the blast at Tolk, the mayor Ann Roe said.\n\n"
        "Only 12 children were killed in the blast at Tolk, the union chief Jon Poe said."
    )
    dossier = tmp_path / "d.html"
    _, out, _ = call(
        capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"), "--dossier", str(dossier)
    )
    told = out.splitlines()
    assert "  conflicts: killed (children): 56 (Ann Roe, file a.txt)" in told
    assert any(": conflicts 1" in line for line in told)
    assert len([line for line in told if line.startswith("  conflicts:")]) == 1
    assert "clash on 1 point" in dossier.read_text()


def claim_with_a_source(case: str) -> str:
    with Store(case) as store:
        return next(c.id for c in store.contents().claims if c.sources)


def test_a_decision_is_kept_listed_explained_and_taken_back(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = claim_with_a_source(case)
    code, out, _ = call(
        capsys, "decide", case, claim[:-2], "speaker", "Jo Hale", "--who", "Ana", "--note", "tape"
    )
    assert code == 0 and "speaker decided by Ana: Ann Roe → Jo Hale" in out
    made = out.partition(":")[0]
    assert call(capsys, "run", str(tmp_path / "a.txt"), "--case", case)[1].count("1 decision kept") == 1
    assert made in call(capsys, "decisions", case)[1]
    assert "decided by Ana: Ann Roe → Jo Hale" in call(capsys, "explain", case, claim)[1]
    code, out, _ = call(capsys, "undecide", case, claim, "--field", "speaker", "--who", "Ben")
    assert code == 0 and "taken back by Ben: Jo Hale → Ann Roe" in out
    assert call(capsys, "decisions", case)[:2] == (0, "")
    everything = call(capsys, "decisions", case, "--all")[1]
    assert f"{made} [undone]" in everything and "[undoes]" in everything


def test_an_orphan_is_told_by_run_decisions_and_verify(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = claim_with_a_source(case)
    call(capsys, "decide", case, claim, "speaker", "Jo Hale", "--who", "Ana")
    (tmp_path / "a.txt").write_text("The dam broke.")
    assert "1 ORPHANED" in call(capsys, "run", str(tmp_path / "a.txt"), "--case", case)[1]
    code, out, err = call(capsys, "decisions", case)
    assert code == 1 and "[orphaned]" in out and "is orphaned" in err
    code, out, _ = call(capsys, "verify", case)
    assert code == 1 and "Ann Roe → Jo Hale" in out and claim in out
    assert call(capsys, "undecide", case, claim, "--who", "Ana")[0] == 0
    assert call(capsys, "verify", case)[0] == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["decide", "{case}", "claim_", "truth", "yes"], "not 'truth'"),
        (["decide", "{case}", "nobody", "note", "x"], "No record has the id nobody"),
        (["decide", "{case}", "claim_", "speaker", "x", "--who", " "], "name of who"),
        (["decide", "{}/gone.case", "claim_", "speaker", "x"], "no case at"),
        (["undecide", "{case}", "claim_"], "Nothing is decided about claim_"),
        (["undecide", "{case}", "decision_1"], "No record has the id"),
    ],
)
def test_what_cannot_be_decided_is_2_and_one_sentence(
    args: list[str], words: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = claim_with_a_source(case)
    given = [a.replace("{case}", case).replace("{}", str(tmp_path)) for a in args]
    given = [claim if a == "claim_" else a for a in given]
    code, out, err = call(capsys, *given)
    assert (code, out) == (2, "")
    assert words in err and "Traceback" not in err
    assert not (tmp_path / "gone.case").exists()


def test_serve_names_its_address_only_once_it_is_open(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, err = call(capsys, "serve", case, "--port", str(taken.getsockname()[1]))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "could not be opened" in err and "http" not in err


@pytest.mark.parametrize("to", ["-", "out.json"])
def test_a_case_whose_name_is_no_unicode_is_said(
    demo_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        shutil.copy(demo_case, "caf\udce9.case")
    except OSError:
        pytest.skip("this disk has no such names")
    asked = ["export", "caf\udce9.case", "--format", "datasette", "-o", to]
    told = subprocess.run(
        [sys.executable, "-m", "sayso", *asked], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2 and "no valid Unicode" in told.stderr and len(told.stderr.splitlines()) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_run_that_reads_nothing_leaves_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    code, _, err = call(capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"))
    assert code == 2 and "nothing could be read" in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    (tmp_path / "b.txt").write_text("The mayor Ann Roe said the road is closed.")
    assert call(capsys, "run", str(tmp_path / "b.txt"), "--case", str(tmp_path / "x.case"))[0] == 0
    assert call(capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"))[0] == 1
    assert (tmp_path / "x.case").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge is open, an official said.", "1 claim on the word of nobody named; 0 in"),
        ("Some 300 people crossed the bridge at Tolk on Monday.", "no claim on anybody's word; 1 in"),
        (
            "The bridge is open, the baker Eva Moe said.",
            "1 claim on the word of 1 named voice and others; 0 in",
        ),
    ],
)
def test_the_summary_counts_whose_word_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert told in call(capsys, "run", str(tmp_path / "a.txt"), "--case", str(tmp_path / "x.case"))[1]


def test_a_text_updated_before_it_was_published_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"text": f"{day}. {TEXT}", "published": "2031-04-15", "updated": day}
        for day in ("2031-04-05", "2031-04-16")
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    told = call(capsys, "run", str(tmp_path), "--case", str(tmp_path / "x.case"))[1]
    assert "\n1 article says it was updated before the day it was published:" in told
