"""Takes pictures of every view of the demo case, light and dark: ``python -m docs.screenshots [FOLDER]``.

Without a folder, they are written where the documentation has them, into ``docs/screens``. Needs a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from docs.views import PICTURED, SCHEMES
from sayso.case.contents import Contents
from sayso.web.views import VIEWS
from tests.demo.build import build
from tests.web.browser import CHROMIUM, Browser
from tests.web.conftest import serve_in_thread

_BESIDE = ("Morning Courier", "The Harbour Ledger")
_WIDTH, _TALLEST = 1280, 1100


def main(folder: Path | None) -> int:
    """Write the pictures; 1 where there is no browser."""
    if CHROMIUM is None:
        print("there is no Chromium on this machine", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        contents = build(Path(made) / "demo.case")
        pages = addresses(contents)
        wanted = [(name, scheme) for name in PICTURED for scheme in SCHEMES]
        target = folder or Path(__file__).parent / "screens"
        target.mkdir(parents=True, exist_ok=True)
        address = serve_in_thread(Path(made) / "demo.case")
        with Browser(Path(made) / "profile") as browser:
            for name, scheme in wanted:
                browser.look(_WIDTH, scheme)
                browser.open(address + pages[name])
                (target / f"{name}-{scheme}.webp").write_bytes(browser.picture(_TALLEST))
    print(f"{len(wanted)} pictures in {target}")
    return 0


def addresses(contents: Contents) -> Mapping[str, str]:
    """One page of each kind, by name."""
    first, second = (next(d.id for d in contents.documents if d.outlet == name) for name in _BESIDE)
    conflict = next(c for c in contents.comparisons if c.relation == "conflicts")
    claim = next(c for c in contents.claims if c.id == conflict.left)
    speaker = next(e for e in contents.entities if e.kind == "person" and len(e.mentions) > 2)
    return {
        **{name: f"/{name}" for name in (*VIEWS, "people", "decisions")},
        "article": f"/article/{first}",
        "beside": f"/beside/{first}/{second}",
        "comparison": f"/item/{conflict.id}",
        "claim": f"/item/{claim.id}",
        "person": f"/item/{speaker.id}",
        "search": "/search?q=civilians",
        "dossier": "/dossier",
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
