"""The search as visitors meet it: private, with a Back that works, without a script."""

import pytest

from tests.browser.axe import axe_violations

SENTENCE = "familjen bestämmer"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request, new_page):
    return new_page(java_script_enabled=request.param, viewport={"width": 360, "height": 740})


def open_search(page) -> None:
    page.goto("/sv/")
    page.click("nav a[href$='/sok/'], nav a[href$='/search/']")


def search(page, words: str) -> None:
    page.fill("#search-words", words)
    page.press("#search-words", "Enter")
    page.wait_for_selector(".results, #nothing")


def test_the_words_are_in_no_address_no_title_and_no_referrer(page):
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.headers.get("referer"))))
    open_search(page)
    address = page.url
    search(page, SENTENCE)
    assert page.url == address
    title = page.title()
    page.click(".results a >> nth=0")
    page.wait_for_selector("h1")
    page.goto("/sv/")
    assert not [each for each in sent if "familj" in " ".join(filter(None, each)).lower()]
    assert any(referrer == address for _url, referrer in sent)
    assert "amilj" not in title


def test_back_shows_the_results_again_with_the_words_in_the_field(page):
    open_search(page)
    search(page, SENTENCE)
    first = page.inner_text(".results h3 >> nth=0")
    page.click(".results a >> nth=0")
    page.wait_for_selector("article h1")
    page.go_back()
    assert page.inner_text(".results h3 >> nth=0") == first
    assert page.input_value("#search-words") == SENTENCE


def test_back_goes_from_search_to_search_and_to_where_it_began(page):
    open_search(page)
    search(page, SENTENCE)
    search(page, "bris")
    assert "Bris" in page.inner_text(".results h3 >> nth=0")
    page.click(".results ~ p a >> nth=0")
    page.wait_for_selector("h1")
    page.go_back()
    assert page.input_value("#search-words") == "bris"
    page.go_back()
    assert page.input_value("#search-words") == SENTENCE
    page.go_back()
    assert page.input_value("#search-words") in ("", SENTENCE)
    assert page.locator(".results").count() == 0


def test_more_results_are_shown_where_the_first_ended_and_back_shows_the_first(page):
    open_search(page)
    search(page, "stöd")
    address, first = page.url, page.locator(".results > li").count()
    page.click(".more-results button")
    page.wait_for_selector(f"#result-{first + 1}")
    assert page.url == f"{address}#result-{first + 1}"
    page.go_back()
    assert page.locator(".results > li").count() == first
    assert page.input_value("#search-words") == "stöd"


def test_a_suggestion_is_searched_for_by_pressing_it(page):
    open_search(page)
    search(page, "kvinofredzlanjen")
    page.click(".suggestions button >> nth=0")
    page.wait_for_selector(".results")
    assert page.inner_text(".results h3 >> nth=0")


def test_all_of_it_works_by_keyboard(new_page):
    page = new_page()
    page.goto("/sv/")
    page.locator("nav a", has_text="Sök").or_(page.locator("nav a", has_text="Search")).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-words")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search-words":
            break
    page.keyboard.type("valdtekt")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results")
    assert page.locator("main .right-now").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["", "han slår mig", "xyxyxyxy", "kvinofredzlanjen", "عنف"])
def test_the_pages_are_accessible(new_page, words, scheme):
    page = new_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    open_search(page)
    if words:
        search(page, words)
    assert complaints == []
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("words", ["han slår mig", "x" * 190])
def test_nothing_is_wider_than_the_screen(new_page, width, words):
    page = new_page(viewport={"width": width, "height": 740})
    open_search(page)
    search(page, words)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
