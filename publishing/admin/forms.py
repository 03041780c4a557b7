from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.admin.actions import from_now_on
from publishing.admin.checked import CHECK_ANEW, keeps_an_old_check
from publishing.admin.translated import language_name, other_languages


class ContentForm(forms.ModelForm):
    """A form of content, with what staff say about the change itself.

    ``refusal``: why the database has just refused to save it, in words.
    """

    refusal = ""

    minor_edit = forms.BooleanField(
        label=gettext_lazy("Only a small change"),
        required=False,
        help_text=gettext_lazy(
            "A slip of the pen, a comma. The translations do not become outdated."
        ),
    )
    still_right = forms.MultipleChoiceField(
        label=gettext_lazy("Still say the same as the Swedish text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick a language when you have read its text and it is right."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if "still_right" in self.fields:
            self.fields["still_right"].choices = [
                (code, self._standing_of(code))
                for code in other_languages()
                if not self.instance.lacks(code)
            ]

    def _standing_of(self, code: str) -> str:
        name = capfirst(language_name(code))
        if self.instance.is_outdated_in(code):
            return _("%(language)s: the Swedish text has changed since") % {"language": name}
        return name

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        if keeps_an_old_check(self):
            self.add_error("verified_on", CHECK_ANEW)
        if "_publish" in self.data:
            cleaned["publish_at"], cleaned["expires_at"] = from_now_on(cleaned.get("expires_at"))
        elif "_unpublish" in self.data:
            cleaned["publish_at"] = None
        return cleaned
