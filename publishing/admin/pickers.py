"""Pickers of relations that put up with anything that is sent in their place."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

#: No key has more digits.
LONGEST_KEY = 18


class PutsUpWithAnything:
    """Shows a form again without what is no key at all; Django's own would fail there."""

    def optgroups(self, name, value, attrs=None):
        key = self.field.remote_field.model._meta.pk
        return super().optgroups(name, [each for each in value if can_be(each, key)], attrs)


def can_be(value, key) -> bool:
    """Whether *value*, as it was sent, can be one of the field *key*."""
    try:
        key.to_python(value)
    except ValidationError:
        return False
    return len(str(value)) <= LONGEST_KEY


class Picker(PutsUpWithAnything, AutocompleteSelect):
    pass


class MultiplePicker(PutsUpWithAnything, AutocompleteSelectMultiple):
    pass
