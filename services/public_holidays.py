"""Swedish public holidays and eves, by name. Pure functions of the date and the active language.

"Public and de facto" holidays count as closed days: among them Midsommarafton, Julafton and
Nyårsafton. Sundays do not: weekly hours say themselves what holds on a Sunday. Other eves
(Trettondagsafton, Skärtorsdagen, Påskafton, Valborgsmässoafton, Pingstafton, Allahelgonsafton)
are no holidays, but many close early on them: they are known here as *short days*. A service that
is closed on such a day says so with a dated exception.
"""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from holidays import Sweden

#: The languages of the names, by the site's languages; English for all others.
LANGUAGES = {"sv": "sv", "uk": "uk", "th": "th"}
CLOSED = ("public", "de_facto")
SHORT = ("optional",)
#: A working day between two free ones is no eve, though the library lists it with them.
NO_EVES = {"Klämdag"}


def is_holiday(day: date) -> bool:
    """Whether most are closed on *day*: a public holiday, or as free as one."""
    return day in _names(CLOSED, day.year, "sv")


def holiday_name(day: date) -> str:
    """What the holiday or eve is called in the middle of a sentence: "julafton"; or nothing."""
    return _name(CLOSED, day)


def short_day_name(day: date) -> str:
    """The name of an eve on which many close early, in the middle of a sentence; or nothing."""
    return "" if _names(SHORT, day.year, "sv").get(day) in NO_EVES else _name(SHORT, day)


def _name(categories, day: date) -> str:
    code = (get_language() or "").split("-")[0]
    name = _names(categories, day.year, LANGUAGES.get(code, "en_US")).get(day, "")
    # "Skärtorsdagen (från kl. 14.00)": from when it is free is for each service to say.
    name = name.split(" (")[0].replace("'", "’")
    # Swedish writes holidays with a small letter, but for the name in this one.
    keeps_capital = code != "sv" or name.startswith("Kristi")
    return name if keeps_capital else name[:1].lower() + name[1:]


@lru_cache(maxsize=64)
def _names(categories, year: int, language: str) -> dict[date, str]:
    return dict(Sweden(categories=categories, years=[year], language=language))
