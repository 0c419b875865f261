"""What every journey needs: a city, a browser, and the eight ways of using a page."""

import itertools
import os
import re
import shutil
from dataclasses import dataclass

import pytest
from playwright.sync_api import sync_playwright

from town import Town
from visitor import Visitor

FAILED = os.path.join(os.path.dirname(__file__), "..", "..", ".build", "journeys-failed")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Way:
    """How a page is used: its width in pixels, its language, and whether scripts run."""

    width: int
    language: str
    scripts: bool

    @property
    def name(self) -> str:
        return f"{self.width}-{self.language}-{'scripts' if self.scripts else 'plain'}"


WAYS = [Way(*parts) for parts in itertools.product((1280, 390), ("zh", "en"), (True, False))]


@pytest.fixture(scope="session")
def town():
    town = Town()
    yield town
    town.end()


@pytest.fixture(scope="session")
def chromium():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError("no Chromium on PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture
def people(town, chromium, request):
    """Makes visitors, and holds at the end that no page of theirs misbehaved.

    After a failure the pages that they saw last lie in .build/journeys-failed.
    """
    made = []

    def make(way: Way, login: str | None = None) -> Visitor:
        visitor = Visitor(chromium, town, way)
        made.append(visitor)
        if login:
            visitor.sign_in(login)
        return visitor

    yield make
    if getattr(request.node, "has_failed", False):
        os.makedirs(FAILED, exist_ok=True)
        for number, visitor in enumerate(made):
            name = re.sub(r"[^\w.-]+", "-", request.node.name)
            visitor.page.screenshot(path=f"{FAILED}/{name}-{number}.png", full_page=True)
    faults = [fault for visitor in made for fault in visitor.end()]
    assert not faults, faults
