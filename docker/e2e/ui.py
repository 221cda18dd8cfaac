"""Airflow's UI, as an operator uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from playwright.sync_api import expect

from airflow import DAG_ID
from waiting import wait

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARAMS = ("as_of_date", "dry_run", "republish_run")
PLACES = ("source_uri", "pipeline_uri", "export_id")


class Ui:
    def __init__(self, page: Page, pictures: Path | None) -> None:
        self._page = page
        self._header = page.get_by_test_id("header-card")
        self._pictures = pictures

    def log_in(self, user: str, password: str) -> None:
        """Ask for the DAG's page, and get it by the form that comes instead."""
        self._page.goto(f"/dags/{DAG_ID}")
        self._page.locator("input[name=username]").fill(user)
        self._page.locator("input[name=password]").fill(password)
        self._picture("login")
        self._page.locator("button[type=submit]").click()
        expect(self._header).to_contain_text(DAG_ID)

    def see_variables(self, *masked: str) -> None:
        self._page.goto("/variables")
        for name in masked:
            row = self._page.get_by_role("row").filter(has_text=name)
            expect(row.get_by_role("cell", name="***", exact=True)).to_be_visible()
        self._picture("variables")

    def unpause(self) -> None:
        self._page.goto(f"/dags/{DAG_ID}")
        switch = self._header.get_by_test_id("toggle-pause")
        expect(switch.get_by_role("checkbox")).not_to_be_checked()
        self._picture("dag-paused")
        switch.click()
        expect(switch.get_by_role("checkbox")).to_be_checked()

    def trigger(self, as_of_date: str) -> str:
        """Start a run by the form; its run id."""
        self._page.get_by_test_id("trigger-dag-button").click()
        form = self._page.get_by_role("dialog")
        for name in PARAMS:
            expect(form.locator(f"[name=element_{name}]")).to_be_visible()
        form.locator("[name=element_as_of_date]").fill(as_of_date)
        form.locator("[name=element_as_of_date]").blur()
        self._picture("run-by-hand")
        form.get_by_role("button", name="Places").click()
        for name in PLACES:
            expect(form.locator(f"[name=element_{name}]")).to_be_visible()
        form.get_by_role("button", name="Trigger", exact=True).click()
        self._page.wait_for_url("**/runs/*")
        return unquote(self._page.url.rsplit("/runs/", 1)[1])

    def see_success(self, run: str) -> None:
        """The run's page has to show green tasks, and the DAG's page this run as the latest."""
        self._page.goto(f"/dags/{DAG_ID}/runs/{run}")
        expect(self._header.get_by_test_id("state-badge")).to_have_text("Success")
        tasks = self._page.get_by_role("row").filter(has_text="Success")
        expect(tasks).to_have_count(3)
        self._page.goto(f"/dags/{DAG_ID}")
        latest = self._header.locator(f"a[href$='/runs/{run}']")
        expect(latest.get_by_label("success", exact=True)).to_be_visible()
        self._picture("dag-green")

    def _picture(self, name: str) -> None:
        """Keep what is seen, once nothing moves any more."""
        if self._pictures is None:
            return
        seen = [b""]

        def still() -> bool:
            seen.append(self._page.screenshot(animations="disabled"))
            return seen[-1] == seen[-2]

        wait(f"a still picture of {name}", 30, still)
        self._pictures.joinpath(f"{name}.png").write_bytes(seen[-1])
