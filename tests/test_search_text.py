"""How words are folded, stemmed, split and mended, and how passages are cut and marked."""

import pytest
from django.utils.safestring import SafeString

from malmo_trygghet.search.compounds import head, split, with_part
from malmo_trygghet.search.query import Clause, Reader, Rule, Rules
from malmo_trygghet.search.ranking import rank
from malmo_trygghet.search.snippets import LENGTH, marked, matcher, passage
from malmo_trygghet.search.text import (
    MAX_TERM,
    clean,
    fold,
    is_stop_word,
    names,
    phrase_key,
    plain,
    stem,
    terms,
    words,
)
from malmo_trygghet.search.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Våld", "vald"),
        ("VÅLDTÄKT", "valdtakt"),
        ("öppet", "oppet"),
        ("a\u030a", "a"),
        ("Ærø", "aro"),
        ("Łódź", "lodz"),
        ("ﬁnns", "finns"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("العُنْف", "العنف"),
        ("أسري", "اسري"),
        ("Հայ", "հայ"),
    ],
)
def test_words_are_the_same_with_and_without_accents(written, folded):
    assert fold(written) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Han slår mig!", ["han", "slar", "mig"]),
        ("kris-centrum, 114 14", ["kris", "centrum", "114", "14"]),
        ("women’s women's", ["womens", "womens"]),
        ("😀 — … _", []),
        ("ما هو", ["ما", "هو"]),
        ("å" * 500, ["a" * MAX_TERM]),
    ],
)
def test_words_are_letters_and_digits_of_any_script(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("sv", ["våld", "våldet", "vald", "valdet", "VÅLDETS"]),
        ("sv", ["hotar", "hotade", "hot", "hotet"]),
        ("sv", ["kvinna", "kvinnor", "kvinnan", "kvinnorna"]),
        ("sv", ["våldtäkt", "våldtäkter", "valdtakten"]),
        ("sv", ["arbete", "arbetet", "arbetar", "arbetets"]),
        ("sv", ["familj", "familjen", "familjer"]),
        ("en", ["threat", "threats"]),
        ("en", ["worry", "worried", "worries"]),
        ("en", ["child", "childs"]),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language, same):
    assert len({stem(fold(word), language) for word in same}) == 1


def test_different_words_keep_different_stems():
    assert len({stem(fold(w), "sv") for w in ("våld", "vård", "väld", "välj", "boende")}) == 4


def test_numbers_and_languages_without_a_stemmer_are_left_alone():
    assert stem("112", "sv") == "112"
    assert stem("عنف", "ar") == "عنف"


def test_stop_words_are_those_of_the_language():
    assert is_stop_word("men", "sv")
    assert not is_stop_word("men", "en")
    assert is_stop_word("x", "en")
    assert terms("Jag är rädd för honom", "sv") == ["radd"]


def test_a_name_goes_by_all_of_it_and_by_each_part():
    assert names("Våra Liv (Our Lives)", "sv") == ["=our liv", "=var liv", "=var liv our liv"]


def test_a_phrase_keeps_its_stop_words():
    assert phrase_key("Han SLÅR  mig!", "sv") == phrase_key("han slar mig", "sv") == "han slar mig"


def test_rich_text_becomes_plain_with_spaces_between_blocks():
    assert plain("<p>Ett</p><p>t&amp;v&aring;</p>") == "Ett t&vå"


@pytest.mark.parametrize(
    ("typed", "kept", "was_cut"),
    [
        ("  två \t ord ", "två ord", False),
        ("a\x00b\x1bc", "a b c", False),
        ("\u202evåld\u2066", "våld", False),
        ("می\u200cخواهم", "می\u200cخواهم", False),
        ("x" * 10, "x" * 10, False),
        ("x" * 11, "x" * 10, True),
        ("x" * 10_000, "x" * 10, True),
        (" " * 10_000, "", True),
        ("", "", False),
    ],
)
def test_what_is_typed_is_cleaned_and_cut(typed, kept, was_cut):
    assert clean(typed, 10) == (kept, was_cut)


WORDS = """
    heder våld kvinna frid linje kris centrum stöd telefon boende vård jour barn råd
    hedersvåld kvinnofridslinje kriscentrum stödtelefon vårdnad
"""
KNOWN = Vocabulary(stem(fold(word), "sv") for word in WORDS.split())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hedersvåld", ["heder", "våld"]),
        ("kvinnofrid", ["kvinna", "frid"]),
        ("kvinnojouren", ["kvinna", "jour"]),
        ("kriscentrum", ["kris", "centrum"]),
        ("stödtelefonen", ["stöd", "telefon"]),
        ("kvinnofridslinjen", ["kvinna", "frid", "linje"]),
        ("våld", []),
        ("vårdnad", []),
        ("xyzvåld", []),
        ("112112", []),
        ("", []),
    ],
)
def test_a_compound_is_split_into_known_words(word, parts):
    assert split(fold(word), "sv", KNOWN) == [stem(fold(part), "sv") for part in parts]


def test_english_words_are_not_split():
    assert split("hedersvald", "en", KNOWN) == []


@pytest.mark.parametrize(
    ("word", "compounds"),
    [
        ("heder", {"hedersvåld"}),
        ("telefon", {"stödtelefon"}),
        ("centrum", {"kriscentrum"}),
        ("vård", set()),
        ("linje", {"kvinnofridslinje"}),
    ],
)
def test_a_word_is_found_in_the_compounds_that_it_begins_or_ends(word, compounds):
    found = with_part(fold(word), "sv", KNOWN, KNOWN.neighbours)
    assert {*found} == {stem(fold(each), "sv") for each in compounds}


def test_a_compound_of_which_only_the_end_is_known_is_read_as_its_end():
    assert head("xyzcentrum", "sv", KNOWN) == "centrum"
    assert head("xyzxyz", "sv", KNOWN) == ""
    assert head("xyzcentrum", "en", KNOWN) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("misshandell", ["misshandel"]),
        ("mishandel", ["misshandel"]),
        ("valdtekt", ["valdtakt"]),
        ("kvinofrid", ["kvinnofrid"]),
        ("polsi", ["polis"]),
        ("bolis", []),
        ("vad", []),
        ("xyzxyzxyz", []),
    ],
)
def test_a_mistake_is_mended_by_known_words(written, meant):
    known = Vocabulary(["misshandel", "valdtakt", "kvinnofrid", "polis", "vald", "vard"])
    assert [term for term, _mistakes in known.near(written)] == meant


def test_a_first_letter_may_be_wrong_where_the_last_is_right():
    known = Vocabulary(["kvinnofrid"])
    assert known.near("qvinnofrid") == [("kvinnofrid", 1)]
    assert known.near("qvinnofrit") == []


def test_new_words_are_learnt_once_and_numbers_and_names_never():
    known = Vocabulary(["vald"])
    known.learn(["heder", "vald", "114", "=var liv"])
    assert len(known) == 2
    assert known.neighbours("hed") == ["heder"]
    known.learn(f"ord{number}x" for number in range(200))
    assert len(known) == 202


# --- Reading -------------------------------------------------------------------------------------

RULES = [
    Rule("han slår mig", "han slar mig", {"sv": "våld i relation", "en": "violence"}, danger=True),
    Rule("stryk", "stryk", {"sv": "våld", "en": ""}),
]


def reader(*languages: str) -> Reader:
    vocabularies = {"sv": KNOWN, "en": Vocabulary(["violenc", "shelter"])}
    return Reader(languages or ("sv", "en"), vocabularies, Rules(RULES), "sv")


def looked_for(query) -> set:
    return {term for clause in query.clauses for term in clause.terms}


def test_a_phrase_is_matched_as_a_phrase_only():
    assert reader().read("och han slår mig ofta").danger
    assert not reader().read("han mig slår").danger


def test_a_phrase_leads_to_the_words_of_the_readers_language_or_else_to_the_first():
    assert {("sv", "vald"), ("sv", "relation")} <= looked_for(reader().read("han slår mig"))
    assert ("en", "violenc") in looked_for(reader("en", "sv").read("han slår mig"))
    assert ("sv", "vald") in looked_for(reader("en", "sv").read("stryk"))


def test_two_words_that_the_site_writes_as_one_are_joined():
    assert ("sv", "kriscentrum") in looked_for(reader().read("kris centrum"))


def test_only_stop_words_are_nothing_to_look_for():
    assert not reader().read("och i på till").has_words
    assert not reader().read("😀").has_words


def test_many_words_are_looked_for_within_bounds():
    query = reader().read(" ".join(f"heder{number}" for number in range(200)))
    assert len(query.clauses) < 30


def test_a_mistake_in_a_word_of_danger_is_danger():
    rules = [Rule("strypt", "strypt", {"sv": "våld"}, danger=True)]
    one = Reader(("sv",), {"sv": KNOWN}, Rules(rules), "sv")
    query = one.read("strpyt")
    read_as = one.mend("strpyt", query, [clause for clause in query.clauses if clause.word])
    assert query.danger
    assert read_as == {"strpyt": rules[0]}


# --- Ranking -------------------------------------------------------------------------------------


def test_what_answers_to_more_of_the_words_goes_first_and_ties_go_by_kind_and_key():
    first, second = ("sv", "ett"), ("sv", "två")
    rows = {first: {(1, 7): 100, (1, 3): 100, (3, 1): 100}, second: {(3, 1): 100}}
    hits = rank([Clause(1, {first: 1.0}), Clause(1, {second: 1.0})], rows)
    assert [hit.found for hit in hits] == [(3, 1), (1, 3), (1, 7)]


def test_another_language_is_asked_only_where_the_readers_own_has_too_little():
    own, other = ("sv", "barn"), ("en", "barn")
    clause = Clause(1, {own: 1.0}, {other: 1.0})
    few = {own: {(1, 1): 100}, other: {(1, 9): 100}}
    enough = {own: {(1, key): 100 for key in range(5)}, other: {(1, 9): 100}}
    assert [hit.found for hit in rank([clause], few)] == [(1, 1), (1, 9)]
    assert (1, 9) not in [hit.found for hit in rank([clause], enough)]


# --- Snippets ------------------------------------------------------------------------------------


def test_what_matched_is_marked_and_everything_is_escaped():
    shown = passage("Våldet <b>slutar</b> & våld", matcher(["vald"], "sv"))
    assert isinstance(shown, SafeString)
    expected = "<mark>Våldet</mark> &lt;b&gt;slutar&lt;/b&gt; &amp; <mark>våld</mark>"
    assert shown == expected


def test_a_marked_word_is_escaped_too():
    assert marked("a<b", [(0, 3)]) == "<mark>a&lt;b</mark>"


def test_a_stop_word_with_the_stem_of_a_match_is_not_marked():
    assert passage("när du är nära", matcher(["nar"], "sv")) == "när du är <mark>nära</mark>"


def test_a_long_text_is_cut_between_words_around_the_first_match():
    text = f"{'lugn ' * 100}våld {'stilla ' * 100}"
    shown = passage(text, matcher(["vald"], "sv"))
    assert "<mark>våld</mark>" in shown
    assert shown.startswith("… lugn")
    assert shown.endswith(" …")
    assert len(shown) < LENGTH + 40


def test_a_word_without_end_is_cut_all_the_same():
    assert len(passage("x" * 5000, matcher(["vald"], "sv"))) <= LENGTH + 5
