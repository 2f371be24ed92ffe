"""A headless Chromium, spoken to over pipes, for tests that a client without a browser cannot make."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_PATIENCE_S = 30.0


class Browser:
    """One page of a Chromium with a profile of its own; scripts are run by the debugger, not by the page."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM
        (theirs_in, self._out), (self._in, theirs_out) = os.pipe(), os.pipe()
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"]

        def at_three_and_four() -> None:
            # Chromium reads from 3 and writes to 4; moved up first, lest one covers the other.
            read, write = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self._process = subprocess.Popen(
            [CHROMIUM, *options, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=at_three_and_four,  # noqa: PLW1509 - between fork and exec it only moves two pipes
            close_fds=False,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._read, self._number, self._session = b"", 0, ""
        self.dialogs: list[str] = []
        self.requested: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def watch(self) -> None:
        """From now on, note every dialog that opens (it is closed) and every address that is asked for."""
        self._call("Page.enable")
        self._call("Network.enable")

    def look(self, width: int, scheme: str = "light", medium: str = "") -> None:
        """Show pages so wide, light or dark, on a screen or as printed."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        scheme_ = {"name": "prefers-color-scheme", "value": scheme}
        self._call("Emulation.setEmulatedMedia", media=medium, features=[scheme_])

    def picture(self, tallest: int) -> bytes:
        """The page as a picture (WebP), down to a height in pixels."""
        width, height = self.run("[innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, tallest), "scale": 1}
        shot = self._call(
            "Page.captureScreenshot", format="webp", quality=55, clip=clip, captureBeyondViewport=True
        )
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        made = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(made["data"])

    def key(self, key: str) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            typed = "\r" if key == "Enter" else key if len(key) == 1 else ""
            text = {"text": typed} if typed and kind == "keyDown" else {}
            code = {"Tab": 9, "Enter": 13}.get(key, 0)
            self._call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Page.javascriptDialogOpening":
            self.dialogs.append(event["params"]["message"])
            self._send("Page.handleJavaScriptDialog", {"accept": False})
        elif event.get("method") == "Network.requestWillBeSent":
            self.requested.append(event["params"]["request"]["url"])

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return self._number

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = self._send(method, params)
        while True:
            while b"\0" not in self._read:
                piece = os.read(self._in, 1 << 16)
                assert piece, "the browser ended"
                self._read += piece
            line, _, self._read = self._read.partition(b"\0")
            answer = json.loads(line)
            self._note(answer)
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, address: str) -> None:
        """Go to an address and wait until it is there."""
        self.run("window.here = 1")
        self._call("Page.navigate", url=address)
        self._wait()

    def run(self, script: str) -> Any:
        """What a script gives, awaited where it is a promise."""
        given = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return given["result"].get("value")

    def press(self, selector: str) -> None:
        """Click what a selector finds, and wait for the page that it leads to."""
        self.run("window.here = 1")
        assert self.run(f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
                        " if (e) e.click(); return !!e; })()")  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            # While a page makes way for the next, a question to it can go unanswered.
            with suppress(AssertionError):
                if self.run("!window.here && document.readyState === 'complete'"):
                    return
            time.sleep(0.02)
        raise AssertionError("the page did not come")

    @property
    def text(self) -> str:
        """What a person sees."""
        return str(self.run("document.body.innerText"))
