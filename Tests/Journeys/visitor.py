"""Somebody at a browser."""

from playwright.sync_api import expect

PATIENCE = 15_000

# What moved on a page without anybody's doing, and what the page asked of others.
WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


class Visitor:
    """One browser of one person; remembers what its pages did wrong."""

    def __init__(self, browser, town, way) -> None:
        self.town, self.way, self.faults = town, way, []
        self.context = browser.new_context(
            viewport={"width": way.width, "height": 900 if way.width > 500 else 844},
            locale={"zh": "zh-CN", "en": "en-GB"}[way.language],
            java_script_enabled=way.scripts, base_url=town.base,
            has_touch=way.width < 500, timezone_id="Asia/Shanghai")
        if way.scripts:
            self.context.add_init_script(WATCH)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._said)

    def _asked(self, request) -> None:
        if not request.url.startswith((self.town.base, "data:", "blob:", "about:")):
            self.faults.append(f"outside request: {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _said(self, message) -> None:
        # Refusals are answers with a status of their own, which a browser logs as well.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    # MARK: going

    def open(self, path: str):
        return self.page.goto(path)

    def sign_in(self, login: str) -> None:
        self.open("/sign-in")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", self.town.password)
        self.page.click("main form button[type=submit], main form button:not([type])")
        expect(self.page.locator("form[action='/sign-out']").first).to_be_attached()

    def fill(self, form, **values) -> None:
        """Fills fields of a form by their names: texts, choices, boxes and files."""
        for name, value in values.items():
            field = form.locator(f"[name='{name}']:not([type=hidden])").first
            # What is rarely needed is folded away.
            folded = field.locator("xpath=ancestor::details[not(@open)]")
            while folded.count():
                folded.first.locator("summary").first.click()
            kind = field.get_attribute("type")
            if kind in ("checkbox", "radio"):
                for one in [value] if isinstance(value, str) else value:
                    form.locator(f"[name='{name}'][value^='{one}']").first.check()
            elif kind == "file":
                field.set_input_files(value)
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, button) -> None:
        """Presses what leads to another page, and waits for it."""
        before = self.page.url
        with self.page.expect_navigation():
            button.click()
        self.page.wait_for_load_state()
        assert self.page.url != "about:blank", before

    def send(self, form, step: str | None = None) -> None:
        """Sends a form by the button of a step, or by its only one."""
        seen = ":not([aria-hidden])"
        named = form.locator(f"button[name='step'][value='{step}']{seen}")
        self.press(named.first if named.count() else form.locator(f"button[type=submit]{seen}").first)

    def form(self, action: str, **settled):
        """The form that goes to an address, unfolded; of several the one that has settled this."""
        form = self.page.locator(f"form[action$='{action}']")
        for name, value in settled.items():
            form = form.filter(
                has=self.page.locator(f"input[type=hidden][name='{name}'][value='{value}']"))
        form = form.first
        folded = form.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("summary").first.click()
        return form

    def take(self, action: str, settled: dict[str, str] | None = None, **values) -> None:
        """Takes a step on the matter that is open; `settled` is what its form says already."""
        form = self.form(f"/steps/{action}", **(settled or {}))
        self.fill(form, **values)
        self.send(form)
        expect(self.page.locator(".notice-wrong")).to_have_count(0)

    def offers(self, action: str) -> bool:
        """Whether the matter that is open offers a step."""
        return self.page.locator(f"form[action$='/steps/{action}']").count() > 0

    # MARK: looking

    def holds_together(self) -> None:
        """Nothing stands beyond the edge of the screen, and the page is named in one language."""
        width = self.page.locator("html").evaluate("e => e.scrollWidth") if self.way.scripts else 0
        assert width <= self.way.width, f"{self.page.url} is {width} px wide"
        expect(self.page.locator("html")).to_have_attribute(
            "lang", {"zh": "zh-Hans", "en": "en"}[self.way.language])
        expect(self.page.locator("h1")).to_have_count(1)

    def end(self) -> list[str]:
        self.context.close()
        return [f"{self.way.name} {fault}" for fault in self.faults]
