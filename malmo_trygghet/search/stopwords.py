"""Words that say nothing about what somebody looks for, folded, by language."""

SWEDISH = """
    alla allt andra at att av bara ska bli blir borde bort da de den denna deras dess det detta dig
    din dina dit ditt dom du efter ej eller en er era ert ett fick finns for fran ga gar gor gora
    ha had hade han hans har hej hen henne hennes hon honom hos hur i icke in inga ingen inget inte
    ja jag kan kanske kunna man manga med mej men mer mig min mina mitt mot mycket nagon nagot
    nagra nar nej ni nu och ocksa om oss pa sa sadan sedan sej sen sig sin sina sitt skulle som t
    ta till under upp ut utan vad var vara varfor vart vem vet vi vid vilka vilken vill vilket vore
    vore ar at over behover soker
"""
ENGLISH = """
    a about all am an and any are as at be because been being but by can could did do does doing
    for from get had has have he her here hers him his how i if in into is it its just me more my
    need no not of on or our out she should so some than that the their them then there these they
    this those to too up us very want was we were what when where which while who why will with
    would you your
"""
STOP_WORDS = {"sv": frozenset(SWEDISH.split()), "en": frozenset(ENGLISH.split())}
