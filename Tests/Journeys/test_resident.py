"""A resident reports, follows, rates, and has it opened again; a handler answers in between."""

import pytest
from playwright.sync_api import expect

from conftest import WAYS
from reporting import report, track


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_from_a_report_to_a_better_answer(people, way):
    resident = people(way)
    resident.open("/")
    number, code = report(
        resident, f"A3区榉木路{way.name}的路灯不亮，晚上看不清路。", "A3区榉木路口")

    track(resident, number, code)
    expect(resident.page.locator("main")).to_contain_text(number)
    expect(resident.page.locator("main img")).not_to_have_count(0)

    handler = people(way, "sun.hao")
    handler.open(f"/matters/{number}")
    handler.holds_together()
    expect(handler.page.locator("main img")).not_to_have_count(0)
    if handler.offers("AcceptMatter"):
        handler.take("AcceptMatter")
    handler.take("AnswerMatter", reply="您好，路灯已换新灯泡，感谢监督。")

    # The answer did not help: a poor rating opens it again.
    track(resident, number, code)
    expect(resident.page.locator("main")).to_contain_text("路灯已换新灯泡")
    rating = resident.form("/track/RateMatter")
    resident.fill(rating, grade="1", comment="还是不亮。")
    resident.send(rating)
    resident.holds_together()

    handler.open(f"/matters/{number}")
    expect(handler.page.locator("main")).to_contain_text("还是不亮")
    handler.take("ContactCaller", note="已电话联系，约好晚上一起看。")
    handler.take("RectifyMatter", reply="更换了镇流器，灯已亮。")
    track(resident, number, code)
    resident.open("/wall")
    resident.holds_together()


@pytest.mark.parametrize("way", WAYS[:2], ids=lambda way: way.name)
def test_a_form_that_lacks_something_keeps_words_and_pictures(people, way):
    resident = people(way)
    resident.open("/report")
    form = resident.page.locator("main form[action='/report']")
    form.evaluate("form => form.noValidate = true")
    resident.fill(form, text="A3区榉木路窨井盖松动", address="路口")
    resident.send(form, "check")
    expect(resident.page.locator(".notice-wrong")).to_be_visible()
    expect(resident.page.locator("textarea[name=text]")).to_have_value("A3区榉木路窨井盖松动")


@pytest.mark.parametrize("way", WAYS[:2], ids=lambda way: way.name)
def test_letters_can_be_made_large_and_stay_so(people, way):
    resident = people(way)
    resident.open("/report")
    before = resident.page.locator("label").first.bounding_box()["height"]
    resident.press(resident.page.locator("main a[href*='text=large']").first)
    assert resident.page.locator("label").first.bounding_box()["height"] > before
    resident.open("/track")
    resident.holds_together()
