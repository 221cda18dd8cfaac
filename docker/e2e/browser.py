"""Chromium without a window, which reaches this machine alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from ui import Ui

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
LOOPBACK_ONLY = ("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
SIZE = {"width": 1280, "height": 860}
PATIENCE_MILLISECONDS = 60_000


class Browser:
    """
    :param program: Chromium's, or None to look for it
    :param pictures: the folder that gets pictures of what the operator sees, or None
    """

    def __init__(self, program: str | None, pictures: Path | None) -> None:
        names = (program,) if program else PROGRAMS
        self._program = next(filter(None, map(shutil.which, names)), None)
        if self._program is None:
            raise FileNotFoundError(
                f"no {' or '.join(names)}: install Debian's package chromium, or name a Chromium "
                "of another place by --chromium"
            )
        self._pictures = pictures

    @contextmanager
    def open(self, url: str) -> Iterator[Ui]:
        """Airflow's UI, in a browser that knows nobody yet."""
        expect.set_options(timeout=PATIENCE_MILLISECONDS)
        with sync_playwright() as playwright:
            # Root can't have the sandbox, and the pages are of our own server.
            chromium = playwright.chromium.launch(
                executable_path=self._program, args=LOOPBACK_ONLY, chromium_sandbox=False
            )
            page = chromium.new_page(base_url=url, viewport=SIZE, timezone_id="UTC")
            page.set_default_timeout(PATIENCE_MILLISECONDS)
            try:
                yield Ui(page, self._pictures)
            except BaseException:
                if self._pictures:
                    page.screenshot(path=self._pictures / "failure.png")
                raise
            finally:
                chromium.close()
