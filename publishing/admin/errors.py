"""What is wrong, in words: a summary of a form, and what the database refuses."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ErrorLink:
    """``target``: the id of the input, empty for what concerns a whole form or row."""

    target: str
    label: str
    message: str


def error_links(form, formsets):
    """Yield an ``ErrorLink`` for every error of *form* and of the rows of *formsets*.

    What concerns the whole form is left out: Django shows that at the top by itself.
    """
    yield from _of_form(form, "")
    for formset in formsets:
        for number, row in enumerate(formset.forms, start=1):
            yield from _of_form(row, f"{capfirst(formset.model._meta.verbose_name)} {number}")


def _of_form(form, where: str):
    for name, errors in form.errors.items():
        if name == NON_FIELD_ERRORS:
            if where:
                yield from (ErrorLink("", where, message) for message in errors)
            continue
        field = form[name]
        # A group of radio buttons has no id of its own; its first button has.
        target = field.id_for_label or f"{field.auto_id}_0"
        label = f"{where}: {field.label}" if where else field.label
        yield from (ErrorLink(target, label, message) for message in errors)


def refusal(error, models) -> str:
    """Why the database refused to write a row of one of *models*, though the form was right.

    *error* is its IntegrityError. It happens when two editors save at the same moment.
    """
    for constraint in (each for model in models for each in model._meta.constraints):
        if constraint.name in str(error):
            return str(constraint.get_violation_error_message())
    return _("Somebody else has just saved something that this collides with.")
