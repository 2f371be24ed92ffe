"""Languages: by script, by function words, by the identifier."""

from __future__ import annotations

import pytest

from sayso.intake.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge was closed on Tuesday, and the people of the valley had to wait for the ferry.", "en"),
        ("Die Brücke wurde am Dienstag gesperrt, und die Leute im Tal mussten auf die Fähre warten.", "de"),
        ("Le pont a été fermé mardi et les habitants de la vallée ont dû attendre le bac.", "fr"),
        ("Мост был закрыт во вторник, и жителям долины пришлось ждать паром.", "ru"),
        ("أغلق الجسر يوم الثلاثاء واضطر سكان الوادي إلى انتظار العبارة.", "ar"),
        ("Η γέφυρα έκλεισε την Τρίτη και οι κάτοικοι περίμεναν.", "el"),
        ("다리는 화요일에 폐쇄되었고 주민들은 배를 기다려야 했다.", "ko"),
        ("1234 5678", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert identify(text) == language
