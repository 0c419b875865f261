"""A department's handler works through the desk: finds, answers with a promise, keeps it."""

import pytest
from playwright.sync_api import expect

from conftest import WAYS
from picture import photograph
from reporting import report


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_from_the_desk_to_a_promise(people, way):
    title = f"A3区楸树路{way.name}的路灯坏了"
    number, _ = report(people(way), title + "，请修理。", "A3区楸树路")

    handler = people(way, "sun.hao")
    handler.open("/?group=lead")
    handler.holds_together()
    # A line that nobody of the unit has read yet says so, and opening it is reading it.
    handler.open(f"/matters?words={number}")
    handler.holds_together()
    expect(handler.page.locator("h1")).to_contain_text("路灯")

    upload = handler.form(f"/matters/{number}/photographs")
    upload.locator("input[type=file]").first.set_input_files(photograph(shade=30))
    handler.send(upload)
    handler.holds_together()
    expect(handler.page.locator("main img")).to_have_count(2)

    handler.take(
        "AnswerMatter", reply="您好，线路老化，需要更换电缆。", promise="更换电缆并恢复照明",
        promiseDue="2026-06-12T18:00")
    expect(handler.page.locator("main")).to_contain_text("更换电缆并恢复照明")
    assert not handler.offers("DispatchMatter"), "dispatching is not a handler's"

    # The official sheet is one page of paper.
    handler.open(f"/matters/{number}/sheet")
    handler.holds_together()
    expect(handler.page.locator("main")).to_contain_text(number)

    # What lies outside the handler's unit is not there.
    assert handler.open("/administration").status == 403
    handler.holds_together()
