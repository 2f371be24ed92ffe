"""Archives too large to be kept in a case: their hash is kept, and they are held against it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.case.custody import check_case, check_files
from sayso.case.store import Store
from sayso.intake import read
from sayso.model import Failure
from sayso.runners import local
from sayso.settings import Settings
from tests.intake.containers.build import answer, page, record

SETTINGS = Settings(processes=1, max_file_mb=1)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A web archive of more than a megabyte, most of which is a picture."""
    picture = random.Random(1).randbytes(1_500_000)
    path = tmp_path / "a.warc"
    path.write_bytes(record("1", answer(picture, "image/png")) + record("2", answer(page())))
    return path


def faults(case: Path) -> Iterator[str]:
    with Store(case) as store:
        yield from check_case(store, store.contents())


def test_it_is_read_as_a_stream_and_stays_where_it_is(archive: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    outcome = local.run([str(archive)], str(case), SETTINGS)
    assert outcome.read == 1
    assert case.stat().st_size < 1_000_000
    with Store(case) as store:
        (sha256,) = store.hashes().values()
        assert store.stays_outside(sha256)
        assert not list(check_files(store, [str(archive)]))
    assert list(faults(case)) == []
    again = local.run([str(archive)], str(case), SETTINGS)
    assert (again.read, again.known) == (0, 1)


def test_verify_says_what_became_of_it(archive: Path, tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    local.run([str(archive)], str(case), SETTINGS)
    archive.write_bytes(archive.read_bytes().replace(b"two metres", b"six metres"))
    (fault,) = faults(case)
    assert "the file has changed" in fault
    archive.unlink()
    (fault,) = faults(case)
    assert "cannot be read where it was" in fault


def test_small_archives_are_read_anew_from_the_case(tmp_path: Path) -> None:
    archive = tmp_path / "a.warc"
    archive.write_bytes(record("2", answer(page())))
    case = tmp_path / "x.case"
    local.run([str(archive)], str(case), Settings(processes=1))
    archive.unlink()
    assert list(faults(case)) == []


def test_one_that_is_no_archive_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text("The bridge was closed. " * 60_000)
    (failure,) = read([str(path)], SETTINGS, {})
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"


def test_the_cap_of_archives(archive: Path) -> None:
    (failure,) = read([str(archive)], Settings(max_file_mb=1, max_archive_mb=1), {})
    assert isinstance(failure, Failure)
    assert failure.kind == "too_large"
    assert "SAYSO_MAX_ARCHIVE_MB" in failure.what
