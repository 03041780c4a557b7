"""The accessibility tree of the ways to find help, walked from top to bottom."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tree import announced, tree_faults

GUIDE = "/en/guided-help/"
HEARD = ("button", "heading", "link", "radio", "textbox", "checkbox")


def heard(page: Page) -> list[str]:
    """What is told of the page's own content, but for running text."""
    return [
        str(node)
        for node in announced(page)
        if node.role in HEARD and any(role == "main" for role, _name in node.within)
    ]


def answer(page: Page, text: str) -> None:
    page.get_by_role("radio", name=text).check()
    page.get_by_role("button", name="Next").click()


@pytest.mark.parametrize("size", [{"width": 360, "height": 740}, {"width": 1280, "height": 800}])
@pytest.mark.parametrize(
    "path",
    [
        "/sv/verksamheter/",
        "/sv/verksamheter/?d=1&y=16",
        "/sv/verksamheter/?y=999",
        "/en/services/?d=4&r=1",
        "/sv/verksamheter/?v=a",
        "/sv/hitta-ratt-hjalp/",
        "/sv/sok/",
        "/sv/stodlinjer/",
        "/sv/verksamheter/plattform-malmo/",
        "/sv/verksamheter/nagon-att-prata-med/",
    ],
)
def test_the_whole_tree_makes_sense_to_somebody_who_only_hears_it(new_page, path, size):
    page = new_page(viewport=size)
    assert page.goto(path).status == 200
    for summary in page.locator("main summary").all():
        if summary.is_visible() and not summary.evaluate("each => each.parentElement.open"):
            summary.click()
    assert tree_faults(page) == []


def test_every_screen_of_the_guided_help_makes_sense_to_somebody_who_only_hears_it(page):
    page.goto(GUIDE)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert tree_faults(page) == []
    for text in ("My child", "Someone is drawn", "12–15"):
        answer(page, text)
        expect(page.get_by_role("term").last).to_be_visible()
        assert tree_faults(page) == []
    answer(page, "Yes.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do this right now")
    assert tree_faults(page) == []


def test_a_question_is_heard_in_the_order_in_which_it_is_answered(page):
    page.goto(GUIDE)
    answer(page, "My child")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is it about?")
    told = heard(page)
    assert told[:2] == ["button: Fortsätt på svenska", "heading 1: What is it about?"]
    assert told[2].startswith("radio: ")
    after = told[told.index("radio: I do not know, or do not want to answer") + 1 :]
    assert after == [
        "button: Next",
        "button: Back",
        "heading 2: Your answers",
        "button: Change Who needs help?",
    ]


def test_a_result_is_heard_best_first_and_then_what_to_do_next(page):
    page.goto(GUIDE)
    for text in ("My child", "Someone is drawn", "12–15", "No, not right now"):
        answer(page, text)
    expect(page.get_by_role("heading", level=1)).to_have_text("Here you can turn")
    told = heard(page)
    assert told[:5] == [
        "button: Fortsätt på svenska",
        "heading 1: Here you can turn",
        "heading 2: Stödtelefonen (support line)",
        "link: Stödtelefonen (support line)",
        "link: City of Malmö contact centre",
    ]
    assert told[-10:] == [
        "link: 112",
        "link: All services",
        "link: All support lines, with hours",
        "link: Start the questions over",
        "button: Back",
        "heading 2: Your answers",
        "button: Change Who needs help?",
        "button: Change What is it about?",
        "button: Change How old is the person who needs help?",
        "button: Change Is it urgent?",
    ]


def test_in_the_directory_the_choices_are_heard_before_what_they_leave(new_page):
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto("/en/services/?d=3&y=30")
    told = heard(page)
    wanted = [
        "heading 1: Find help",
        "link: Answer a few questions",
        "radio: I want to stop using violence 3 services",
        "textbox: Age",
        "button: Show services",
        "heading 2: You have chosen",
        "link: Remove: I want to stop using violence",
        "link: Remove: 30 years",
        "link: Clear all choices",
    ]
    places = [told.index(each) for each in wanted]
    assert places == sorted(places)
    assert any(each.startswith("heading 2: ") for each in told[places[-1] :])
    in_main = [node for node in announced(page) if ("main", "") in node.within]
    assert [node.name for node in in_main if node.role == "status"] == [""]
    expect(page.locator("main [role=status]")).to_have_text("3 services fit what you chose.")
