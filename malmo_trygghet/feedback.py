"""The form with which visitors tell that something is wrong on a page."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from malmo_trygghet.models import Fault

LONGEST_PAGE = 300
LONGEST_TEXT = 2000


class PrintableField(forms.CharField):
    """A text without control characters, also where it is shown again to be mended."""

    def to_python(self, value):
        return printable(super().to_python(value))

    def bound_data(self, data, initial):
        return printable(data or "")


class FeedbackForm(forms.Form):
    """Ticks before words: they are quicker, and say nothing about the one who sends them."""

    page = PrintableField(
        label=_("Which page is it about?"),
        required=False,
        help_text=_("Its address, or what it is called."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    faults = forms.MultipleChoiceField(
        label=_("What is wrong?"),
        required=False,
        choices=Fault.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the answers here.")},
    )
    text = PrintableField(
        label=_("Tell us more, if you want to"),
        required=False,
        help_text=_("Write about the page. Do not write about yourself."),
        # Without maxlength: browsers cut what is pasted, and do not say so.
        widget=forms.Textarea({"rows": 6, "autocomplete": "off", "dir": "auto"}),
    )
    #: Nobody sees it, so that only programs fill it in.
    ring = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_page(self) -> str:
        page = self.cleaned_data["page"]
        if len(page) > LONGEST_PAGE:
            raise forms.ValidationError(
                _("The address is too long. Write what the page is called.")
            )
        return page

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if (over := len(text) - LONGEST_TEXT) > 0:
            raise forms.ValidationError(
                _("The text is too long by %(over)s characters. Make it shorter."),
                params={"over": over},
            )
        return text

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["faults"] and not cleaned["text"]:
            self.add_error("faults", _("Tick what is wrong, or write it in the box."))
        return cleaned

    def errors_to_show(self) -> list[tuple[str, str]]:
        """Pairs of the id of a field and what is wrong there, for the summary on top."""
        # A group of ticks is reached by its first.
        targets = {"faults": f"{self['faults'].id_for_label or self['faults'].auto_id}_0"}
        return [
            (targets.get(name, self[name].auto_id), message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    def was_filled_in_by_a_program(self) -> bool:
        return bool(self.cleaned_data["ring"])


def printable(text: str) -> str:
    """*text* with "\\n" for every kind of line break, and without other control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127)).strip()


def page_of(referrer: str, origins: set[str], own: set[str]) -> str:
    """The path of the page that led here, from the Referer header; empty if it is none of ours.

    *origins* are this site's, and *own* the paths of the report's own pages. What the address
    asked for (``?a=4``) is left out.
    """
    try:
        address = urlsplit(referrer)
    except ValueError:
        return ""
    is_ours = f"{address.scheme}://{address.netloc}" in origins and address.path not in own
    return address.path[:LONGEST_PAGE] if is_ours else ""
