"""What residents do in several journeys."""

from picture import photograph


def report(resident, text: str, address: str) -> tuple[str, str]:
    """Reports something with a photograph on the portal; answers its number and code."""
    resident.open("/report")
    resident.holds_together()
    form = resident.page.locator("main form[action='/report']")
    resident.fill(form, text=text, address=address, name="王建国", telephone="13800000000")
    form.locator("input[type=file]").first.set_input_files(photograph())
    resident.send(form, "check")
    resident.holds_together()
    resident.send(resident.page.locator("main form[action='/report']").last, "send")
    resident.holds_together()
    number, code = resident.page.locator("main .codes b.number").all_inner_texts()
    return number, code


def track(resident, number: str, code: str) -> None:
    """Opens what was reported by its number and code."""
    resident.open("/track")
    form = resident.form("/track")
    resident.fill(form, number=number, code=code)
    resident.send(form)
    resident.holds_together()
