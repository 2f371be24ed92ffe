"""Label Studio: tasks go out and come back; every correction becomes a decision, and none is lost."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.cli import main
from sayso.errors import UsageError
from sayso.exporters import FORMATS
from sayso.exporters.label_studio import CONFIG, FIELDS, LABELS
from sayso.importers import corrections
from sayso.model import Figure

Json = dict[str, Any]
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def case(demo_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_case, tmp_path / "x.case"))


def contents_of(case: Path) -> Contents:
    with Store(case) as store:
        return store.contents()


def annotated(case: Path) -> list[Json]:
    """The tasks with their predictions handed in as annotations, as Label Studio exports them."""
    made: list[Json] = json.loads("".join(FORMATS["label-studio"](contents_of(case))))
    for place, task in enumerate(made, 1):
        result = copy.deepcopy(task["predictions"][0]["result"])
        task["annotations"] = [
            {
                "id": place,
                "completed_by": {"email": "bo@x.example"},
                "was_cancelled": False,
                "result": result,
            }
        ]
    return made


def of(tasks: list[Json], id_: str, name: str) -> Json:
    """The item of an annotation that holds a region's label or a field."""
    items = [i for t in tasks for i in t["annotations"][0]["result"] if i.get("id") == id_]
    return next(i for i in items if i["from_name"] == name)


def adopt(case: Path, tasks: list[Json], capsys: Capsys, *more: str) -> tuple[int, str, str]:
    path = case.with_name("back.json")
    path.write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["adopt", str(case), str(path), *more])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_the_interface_has_all_labels_and_fields() -> None:
    tree = etree.fromstring(CONFIG.encode())
    assert tuple(label.get("value") for label in tree.iter("Label")) == LABELS
    names = {area.get("name") for area in tree.iter("TextArea")}
    assert names == {"note", *(name for names in FIELDS.values() for name in names)}
    assert {area.get("toName") for area in tree.iter("TextArea")} == {"text"}


def test_predictions_stand_on_their_words(case: Path) -> None:
    regions = 0
    for task in json.loads("".join(FORMATS["label-studio"](contents_of(case)))):
        for item in task["predictions"][0]["result"]:
            if item["type"] == "labels":
                value = item["value"]
                stands = task["data"]["text"][value["start"] : value["end"]]
                assert stands == value["text"] and value["labels"][0] in LABELS
                regions += 1
    assert regions > 150


def test_what_nobody_changed_decides_nothing(case: Path, capsys: Capsys) -> None:
    assert adopt(case, annotated(case), capsys) == (0, "", "")
    assert contents_of(case).decisions == ()


def test_corrections_become_decisions_and_go_out_again(case: Path, capsys: Capsys) -> None:
    tasks, contents = annotated(case), contents_of(case)
    claim = next(c for c in contents.claims if c.sources and c.sources[0].name)
    figure = next(f for f in contents.figures if f.low is not None and f.low == f.high and f.counted)
    low = int(figure.low or 0)
    of(tasks, claim.id, "speaker")["value"]["text"] = ["Ida Roe"]
    of(tasks, figure.id, "low")["value"]["text"] = [str(low + 10)]
    of(tasks, figure.id, "high")["value"]["text"] = [str(low + 20)]
    code, out, err = adopt(case, tasks, capsys)
    assert (code, err) == (0, "") and len(out.splitlines()) == 3
    made = contents_of(case)
    assert {d.who for d in made.decisions} == {"bo@x.example"}
    assert made.log.values[claim.id] == {"speaker": "Ida Roe"}
    assert made.log.values[figure.id] == {"low": str(low + 10), "high": str(low + 20)}
    again = annotated(case)
    assert of(again, claim.id, "speaker")["value"]["text"] == ["Ida Roe"]
    assert of(again, figure.id, "high")["value"]["text"] == [str(low + 20)]
    # The same file, and what was exported anew, change nothing more.
    assert adopt(case, tasks, capsys) == (0, "", "")
    assert adopt(case, again, capsys) == (0, "", "")


@pytest.mark.parametrize("told", ("task", "annotation", "nowhere"))
def test_who_left_a_prediction_alone_does_not_overrule_who_corrected_it(
    case: Path, capsys: Capsys, told: str
) -> None:
    claim = next(c for c in contents_of(case).claims if c.sources and c.sources[0].name)
    corrected, untouched, again = annotated(case), annotated(case), annotated(case)
    of(corrected, claim.id, "speaker")["value"]["text"] = ["Ida Roe"]
    of(again, claim.id, "speaker")["value"]["text"] = ["Ida Lund"]
    for tasks in (corrected, untouched, again):
        for task in tasks:
            shown = task["predictions"] if told == "task" else task.pop("predictions")
            if told == "annotation":
                task["annotations"][0]["prediction"] = shown[0]
    assert len(adopt(case, corrected, capsys, "--who", "Ana")[1].splitlines()) == 1
    assert adopt(case, untouched, capsys, "--who", "Bo") == (0, "", "")
    assert contents_of(case).log.values[claim.id] == {"speaker": "Ida Roe"}
    assert len(adopt(case, again, capsys, "--who", "Cy")[1].splitlines()) == 1
    # The first once more brings nothing back; corrected anew, it counts again.
    assert adopt(case, corrected, capsys, "--who", "Ana") == (0, "", "")
    assert contents_of(case).log.values[claim.id] == {"speaker": "Ida Lund"}
    of(corrected, claim.id, "speaker")["value"]["text"] = ["Ida Rose"]
    assert adopt(case, corrected, capsys, "--who", "Ana")[0] == 0
    assert contents_of(case).log.values[claim.id] == {"speaker": "Ida Rose"}
    assert [d.new for d in contents_of(case).log.all if d.who == "Ana"] == ["Ida Roe", "Ida Rose"]


def test_bounds_can_be_opened_and_lowered_in_any_order(case: Path, capsys: Capsys) -> None:
    contents = contents_of(case)
    figures = [f for f in contents.figures if f.low is not None and f.low == f.high and f.low > 20][:2]
    tasks = annotated(case)
    of(tasks, figures[0].id, "low")["value"]["text"] = ["3"]
    of(tasks, figures[0].id, "high")["value"]["text"] = ["4"]
    result = next(
        t["annotations"][0]["result"] for t in tasks if t["data"]["document"] == figures[1].document
    )
    result.remove(of(tasks, figures[1].id, "high"))
    assert adopt(case, tasks, capsys)[0] == 0
    values = contents_of(case).log.values
    assert values[figures[0].id] == {"low": "3", "high": "4"}
    assert values[figures[1].id] == {"high": None}


def test_what_has_no_field_becomes_a_note(case: Path, capsys: Capsys) -> None:
    tasks, contents = annotated(case), contents_of(case)
    document = contents.documents[0]
    result = next(t["annotations"][0]["result"] for t in tasks if t["data"]["document"] == document.id)
    moved, removed = [c for c in contents.claims if c.document == document.id][:2]
    of(tasks, moved.id, "label")["value"]["end"] -= 1
    result[:] = [item for item in result if item.get("id") != removed.id]
    result.append(
        {
            "id": "n3w", "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": 0, "end": 10, "text": document.text[:10], "labels": ["claim"]},
        }
    )  # fmt: skip
    result.append(
        {
            "id": "n3w", "from_name": "speaker", "to_name": "text", "type": "textarea",
            "value": {"start": 0, "end": 10, "text": ["Ida Roe"]},
        }
    )  # fmt: skip
    assert adopt(case, tasks, capsys, "--who", "Bo")[0] == 0
    notes = {(d.target, d.new) for d in contents_of(case).decisions if d.field == "note" and d.who == "Bo"}
    assert len(notes) == 3
    told = {target: words or "" for target, words in notes}
    assert "should be claim" in told[moved.id] and "removed" in told[removed.id]
    assert "added, speaker: Ida Roe" in told[document.id]
    assert adopt(case, tasks, capsys, "--who", "Bo") == (0, "", "")


def test_marking_from_scratch_removes_nothing(case: Path, capsys: Capsys) -> None:
    tasks, contents = annotated(case), contents_of(case)
    claim = next(c for c in contents.claims if c.sources and c.sources[0].name)
    for task in tasks:
        task["annotations"][0]["result"] = []
    value = {"start": claim.start, "end": claim.end, "text": claim.text, "labels": ["claim"]}
    mine = next(t for t in tasks if t["data"]["document"] == claim.document)
    mine["annotations"][0]["result"] = [
        {"id": "abc", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    ]
    assert adopt(case, tasks, capsys) == (0, "", "")


def test_cancelled_annotations_do_not_count(case: Path, capsys: Capsys) -> None:
    tasks = annotated(case)
    for task in tasks:
        task["annotations"][0].update(was_cancelled=True, result=[])
    assert adopt(case, tasks, capsys) == (0, "", "")


def test_tasks_of_another_case_cost_only_themselves(case: Path, capsys: Capsys) -> None:
    tasks, contents = annotated(case), contents_of(case)
    claim = next(c for c in contents.claims if c.sources and c.sources[0].name)
    of(tasks, claim.id, "speaker")["value"]["text"] = ["Ida Roe"]
    other = next(t for t in tasks if t["data"]["document"] != claim.document)
    other["data"]["document"] = "doc_0"
    code, out, err = adopt(case, tasks, capsys)
    assert code == 1 and "Ida Roe" in out and "is of no article in this case" in err


def test_a_bound_that_cannot_be_is_said(case: Path, capsys: Capsys) -> None:
    tasks, contents = annotated(case), contents_of(case)
    figure: Figure = next(f for f in contents.figures if f.low is not None)
    of(tasks, figure.id, "low")["value"]["text"] = ["a lot"]
    code, _, err = adopt(case, tasks, capsys)
    assert code == 1 and "low is a number" in err


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"id": 1}]'])
def test_what_is_no_export_is_said_in_a_sentence(case: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"This is no (JSON|list of tasks)"):
        corrections(contents_of(case), text)


@pytest.mark.parametrize("text", ['[{"data": "x"}]', '[{"data": [1]}]', '[{"data": null}]', "[" * 100_000])
def test_what_is_no_list_of_tasks_is_said(case: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"no list of tasks|no JSON"):
        corrections(contents_of(case), text)


@pytest.mark.parametrize(
    "annotations",
    [
        5,
        ["x"],
        [{"result": [3]}],
        [{"result": [{"type": "labels", "value": "x"}]}],
        [{"result": [{"type": "labels", "value": {"labels": [LABELS[0]]}}]}],
        [{"result": [{"type": "labels", "value": {"labels": [LABELS[0]], "start": "x", "end": 2}}]}],
        [{"result": [{"type": "labels", "value": {"labels": [LABELS[0]], "start": float("inf"), "end": 2}}]}],
        [{"result": [{"type": "labels", "value": {"labels": 7}}]}],
        [{"result": [{"type": "textarea"}]}],
        [{"result": [{"type": "textarea", "value": [1]}]}],
    ],
)
def test_a_damaged_task_costs_itself(case: Path, capsys: Capsys, annotations: Any) -> None:
    tasks, contents = annotated(case), contents_of(case)
    document = tasks[1]["data"]["document"]
    claim = next(c for c in contents.claims if c.sources and c.sources[0].name and c.document == document)
    of(tasks, claim.id, "speaker")["value"]["text"] = ["Ida Roe"]
    tasks[0]["annotations"] = annotations
    code, _, err = adopt(case, tasks, capsys)
    assert code == 1 and err.startswith("sayso: Task 1 is not as Label Studio writes it")
    assert contents_of(case).log.values == {claim.id: {"speaker": "Ida Roe"}}


def test_what_was_written_must_be_words(case: Path, capsys: Capsys) -> None:
    tasks = annotated(case)
    item = next(i for i in tasks[0]["annotations"][0]["result"] if i["type"] == "textarea")
    item["value"]["text"] = [5]
    code, _, err = adopt(case, tasks, capsys)
    assert code == 1 and "Task 1 is not as Label Studio" in err
