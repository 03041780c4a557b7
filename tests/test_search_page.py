"""The search page: private, kind to whatever is typed, and the help first when it matters."""

import logging
import re

import pytest

from malmo_trygghet.models import Synonym
from malmo_trygghet.search.index import postponed
from malmo_trygghet.search.known_words import known_words
from malmo_trygghet.search.views import LENGTH
from services.models import SupportLine
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = {"sv": "/sv/", "en": "/en/"}
FROM_HERE = {"headers": {"sec-fetch-site": "same-origin"}}


@pytest.fixture(autouse=True)
def _words_of_this_test_only():
    known_words.forget()
    yield
    known_words.forget()


@pytest.fixture
def address() -> str:
    from django.urls import reverse
    from django.utils import translation

    with translation.override("sv"):
        return reverse("search")


def post(client, address, words) -> str:
    response = client.post(address, {"q": words}, **FROM_HERE)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def test_a_search_shows_kind_link_and_why(client, address):
    service = factories.make_service(
        name_sv="Samtalsstödet", summary_sv="Stöd.", description_sv="<p>Vi talar om ensamhet.</p>"
    )
    page = post(client, address, "ensamhet")
    assert f'href="{service.get_absolute_url()}"' in page
    assert "<mark>ensamhet</mark>" in page
    assert '<p class="kind">' in page


def test_a_sensitive_service_is_linked_by_its_discreet_address(client, address):
    service = factories.make_service(
        name_sv="Samtalsstödet", sensitive=True, discreet_title_sv="Prata", discreet_slug_sv="prata"
    )
    page = post(client, address, "samtalsstödet")
    assert "/prata/" in page
    assert f"/{service.slug_sv}/" not in page


def test_a_support_line_is_shown_with_its_number(client, address):
    factories.make_support_line(name_sv="Nattlinjen", phone="020-50 50 50")
    assert 'href="tel:+4620505050"' in post(client, address, "nattlinjen").partition("<h3")[2]


def test_the_title_never_echoes_and_the_field_keeps_the_words(client, address):
    factories.make_service()
    for page in (
        post(client, address, "samtalsstödet"),
        client.get(address, {"q": "samtalsstödet"}).content.decode(),
    ):
        assert "samtalsst" not in page.partition("</head>")[0].lower()
        assert 'value="samtalsstödet"' in page


def test_words_are_escaped_wherever_they_are_shown(client, address):
    page = post(client, address, '"><script>alert(1)</script>')
    assert "alert(1)" in page
    assert "<script>alert" not in page


def test_the_form_posts_and_its_answer_may_be_shown_again_but_not_shared(client, address):
    assert 'method="post"' in client.get(address).content.decode()
    response = client.post(address, {"q": "stöd"}, **FROM_HERE)
    assert response["Cache-Control"] == "private, no-cache"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_search_from_elsewhere_by_address_is_answered_and_never_listed(client, address, settings):
    settings.SITE_INDEXABLE = True
    factories.make_service()
    response = client.get(address, {"q": "samtalsstödet"})
    assert "<mark>" in response.content.decode()
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Cache-Control"] == "private, no-cache"
    assert "X-Robots-Tag" not in client.get(address)


def test_a_page_elsewhere_cannot_post_here(client, address):
    assert client.post(address, {"q": "x"}).status_code == 403


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "x",
        "och i på till av",
        "the of and",
        "😀🚒",
        "مساعدة من فضلك",
        "\u202eabc\u2066",
        "a\x00b\x00",
        "\x1b[31mröd",
        "'; DROP TABLE x; --",
        "%s %d %(x)s {} {0}",
        "= =våld =",
        "\\",
        "a" * 10_000,
        "våld " * 2_000,
        " ".join(f"ord{number}" for number in range(1_500)),
        "é" * 10_000,
        "\ud800".encode("utf-8", "surrogatepass"),
        b"\xff\xfe",
    ],
    ids=range(20),
)
@pytest.mark.parametrize("method", ["post", "get"])
def test_whatever_is_typed_is_met_with_a_helpful_page(client, address, words, method):
    factories.make_support_line(name_sv="Nattlinjen", phone="020-50 50 50")
    response = getattr(client, method)(address, {"q": words}, **FROM_HERE)
    assert response.status_code == 200
    page = response.content.decode()
    assert "\x00" not in page
    assert 'name="q"' in page
    assert 'href="tel:+4620505050"' in page


def test_a_long_search_is_cut_and_says_so(client, address):
    page = post(client, address, "stöd " * 2_000)
    assert str(LENGTH) in text_of(page)
    assert len(re.search(r'name="q" value="([^"]*)"', page)[1]) <= LENGTH
    assert str(LENGTH) not in text_of(post(client, address, "stöd"))


def make_pages(number: int) -> None:
    with postponed():
        for _ in range(number):
            factories.make_page(title_sv="Trollsländan")


@pytest.mark.parametrize(
    ("number", "wanted", "shown", "said", "more"),
    [
        (1, "", 1, "1 result", None),
        (15, "", 15, "15 results", None),
        (20, "", 15, "The 15 best of 20 results", "30"),
        (20, "30", 20, "20 results", None),
        (20, "9" * 4000, 15, "The 15 best of 20 results", "30"),
        (20, "-1", 15, "The 15 best of 20 results", "30"),
        (20, "²\x00", 15, "The 15 best of 20 results", "30"),
        (61, "45", 45, "The 45 best of more than 60 results", "60"),
        (61, "999", 60, "The 60 best of more than 60 results", None),
    ],
)
def test_it_says_how_many_are_found_and_shows_more_of_them(
    client, number, wanted, shown, said, more
):
    make_pages(number)
    response = client.post("/en/search/", {"q": "trollsländan", "shown": wanted}, **FROM_HERE)
    page = response.content.decode()
    assert re.search(r'class="search-count">([^<]*)<', page)[1] == said
    assert page.count('<p class="kind">') == shown
    button = re.search(r'name="shown" value="(\d+)"', page)
    assert (button and button[1]) == more
    # The words go along, but not in the address.
    assert page.count('<input type="hidden" name="q" value="trollsländan">') == bool(more)
    assert page.count(f'action="/en/search/#result-{shown + 1}"') == bool(more)


def test_asking_for_more_changes_nothing_of_what_was_shown(client, address):
    with postponed():
        for number in range(40):
            factories.make_page(title_sv=f"Trollsländan {'ord ' * (number % 5)}{number}")
    few = re.findall(r"<h3>.*?</h3>", post(client, address, "trollsländan"))
    response = client.post(address, {"q": "trollsländan", "shown": "30"}, **FROM_HERE)
    many = re.findall(r"<h3>.*?</h3>", response.content.decode())
    assert (len(few), len(many)) == (15, 30)
    assert many[:15] == few


def test_words_about_danger_put_what_to_do_right_now_first(client, address):
    factories.make_support_line(name_sv="Nödnumret", phone="112", right_now=True, rank=1)
    factories.make_support_line(name_sv="Nattlinjen", phone="020-50 50 50", right_now=True)
    factories.make_service()
    Synonym.objects.create(phrase="han slår mig", danger=True)
    for words in ("han slår mig", "HAN SLAR MIG, samtalsstödet"):
        main = post(client, address, words).partition("<main")[2]
        assert main.index("tel:112") < main.index("tel:+4620505050") < main.index("<form")
    assert "tel:112" not in post(client, address, "samtalsstödet").partition("<main")[2]


def make_lines_of_both_sides() -> None:
    harmed, uses = factories.make_target_group(door=1), factories.make_target_group(door=3)
    factories.make_support_line(name_sv="Nödnumret", phone="112", right_now=True, rank=1)
    factories.make_support_line(
        name_sv="Nattlinjen", phone="020-50 50 50", right_now=True, target_groups=[harmed]
    )
    factories.make_support_line(name_sv="Sluta", phone="020-50 50 51", target_groups=[uses])
    factories.make_support_line(name_sv="Rådet", phone="1177", rank=200)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("jag slår", ["tel:112", "tel:+4620505051"]),
        ("han slår mig", ["tel:112", "tel:+4620505050"]),
        # Nobody knows who writes: then neither, but for 112.
        ("han slår mig och jag slår honom", ["tel:112"]),
    ],
)
def test_who_uses_violence_and_who_is_subjected_are_shown_their_own_lines(
    client, address, words, shown
):
    make_lines_of_both_sides()
    Synonym.objects.create(phrase="slår", danger=True)
    Synonym.objects.create(phrase="jag slår", danger=True, door=3)
    Synonym.objects.create(phrase="slår mig", danger=True, door=1)
    before_form = post(client, address, words).partition("<main")[2].partition("<form")[0]
    assert re.findall(r'href="(tel:[^"]*)"', before_form) == shown


def test_where_nothing_is_found_each_line_says_for_whom_and_those_for_everybody_are_first(
    client, address
):
    make_lines_of_both_sides()
    SupportLine.objects.filter(phone="020-50 50 51").update(for_whom_sv="För den som slår.")
    page = post(client, address, "xyxyxyxy").partition('id="lines"')[2]
    found = re.findall(r'href="(tel:[^"]*)"', page.partition("</section>")[0])
    assert found == ["tel:112", "tel:1177", "tel:+4620505050", "tel:+4620505051"]
    assert "För den som slår." in page
    assert 'class="hours' in page


def test_a_common_word_is_searched_when_it_is_a_search_word(client, address):
    Synonym.objects.create(phrase="dö", danger=True)
    factories.make_support_line(phone="112", right_now=True)
    for words in ("dö", "Vill dö", "do"):
        assert "right-now" in post(client, address, words).partition("<main")[2]
        assert "Skriv ett eller två ord" not in text_of(post(client, address, words))
    assert "right-now" not in post(client, address, "what do I do").partition("<main")[2]


def test_where_nothing_is_found_the_lines_and_the_directory_are(client, address):
    factories.make_support_line(name_sv="Nattlinjen", phone="020-50 50 50")
    work = factories.make_target_group(door=4)
    factories.make_support_line(name_sv="Jobbet", phone="020-50 50 52", target_groups=[work])
    anyone = factories.make_target_group(door=1)
    factories.make_support_line(name_sv="Alla", phone="020-50 50 53", target_groups=[work, anyone])
    factories.make_support_line(name_sv="Hemlig", phone="020-50 50 51", publish_at=None)
    page = post(client, address, "xyxyxyxy")
    assert "tel:+4620505050" in page
    assert "tel:+4620505053" in page
    assert "Hemlig" not in page
    assert "Jobbet" not in page


def test_a_misspelt_word_is_mended_and_shown_as_people_spell_it(client, address):
    factories.make_service(name_sv="Trädgårdsmöten")
    assert "<strong>trädgårdsmöten</strong>" in post(client, address, "tradgordsmötan")


def test_a_word_far_from_all_is_answered_with_suggestions_to_press(client, address):
    factories.make_service(name_sv="Gräshoppan")
    page = post(client, address, "gresjhåppan")
    assert 'name="q" value="gräshoppan"' in page
    assert "<mark>" not in page


def test_a_suggestion_never_comes_from_what_is_not_published(client, address):
    factories.make_service(name_sv="Gräshoppan", publish_at=None)
    assert "gräshoppan" not in post(client, address, "gräshopan").lower()


#: The page around: lines, notices, menus. Of the search: synonyms, words, rows (once
#: more for a misspelt word), objects, and what belongs to them where only that says why.
QUESTIONS = [("samtalsstödet", 8), ("samtalstödet", 9), ("trollsländan", 12)]


@pytest.mark.parametrize(("words", "queries"), QUESTIONS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_search_asks_as_many_questions_however_much_is_found(
    client, address, count, words, queries, django_assert_num_queries
):
    for _ in range(count):
        topic = factories.make_topic(plain_name_sv="trollsländan")
        factories.make_service(topics=[topic])
    post(client, address, words)
    with django_assert_num_queries(queries):
        post(client, address, words)


# --- What is written down ------------------------------------------------------------------------


@pytest.fixture
def everything_logged():
    """All log records, at every level, as they would be written, with their tracebacks."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(logging.Formatter().format(record))

    handler = Keep(logging.NOTSET)
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    before = [(logger, logger.level, logger.disabled) for logger in loggers]
    for logger in loggers:
        # What Django's database layer says in its sleep is only asked for in development.
        if not logger.name.startswith("django.db"):
            logger.addHandler(handler)
            logger.setLevel(logging.NOTSET)
            logger.disabled = False
    yield written
    for logger, level, disabled in before:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.disabled = disabled


SECRET = "hemligtord"


@pytest.mark.parametrize("method", ["post", "get"])
def test_no_log_holds_a_word_searched_for(client, address, method, everything_logged, capfd):
    getattr(client, method)(address, {"q": SECRET}, **FROM_HERE)
    client.post(address, {"q": SECRET})
    client.put(address, {"q": SECRET})
    output = capfd.readouterr()
    assert everything_logged, "nothing was logged at all, so this proves nothing"
    assert SECRET not in "".join([*everything_logged, output.out, output.err])


@pytest.mark.parametrize("method", ["post", "get"])
@pytest.mark.parametrize("place", ["find", "render"])
def test_no_log_holds_a_word_searched_for_when_the_view_raises(
    client, address, method, place, everything_logged, capfd, monkeypatch
):
    def fails(*arguments, **_options):
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"cannot read {SECRET} in {arguments}") from error

    monkeypatch.setattr(f"malmo_trygghet.search.views.{place}", fails)
    client.raise_request_exception = False
    response = getattr(client, method)(address, {"q": SECRET}, **FROM_HERE)
    assert response.status_code == 500
    assert SECRET not in response.content.decode()
    output = capfd.readouterr()
    logged = "".join([*everything_logged, output.out, output.err])
    assert "SearchFailed: ValueError" in logged
    assert SECRET not in logged
