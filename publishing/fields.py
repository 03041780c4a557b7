"""Model fields that keep what they hold well formed."""

from django.db import models
from django_prose_editor.fields import ProseEditorField
from modeltranslation.fields import TranslationField

from publishing.dates import validate_partial_date
from publishing.phones import clean_phone

#: What rich text may hold. Headings begin at h2: the page's own title is its only h1.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"protocols": ["http", "https", "mailto", "tel"], "enableTarget": False},
    "HardBreak": True,
}


class RichTextField(ProseEditorField):
    """HTML from the editor in the admin, cleaned on every save and not only by forms."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=True, **kwargs)

    def pre_save(self, model_instance, add):
        """Return the cleaned HTML to store.

        The bare column is left alone on the instance: setting it would write the fallback text
        into the active language.
        """
        value = super().pre_save(model_instance, add)
        if value:
            value = self.sanitize(value)
            if isinstance(self, TranslationField):
                setattr(model_instance, self.attname, value)
        return value


class PhoneField(models.CharField):
    """A telephone number, stored as Swedes write it (see ``publishing.phones``)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 32)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return clean_phone(value) if value else value

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class PartialDateField(models.CharField):
    """A date of which only the year, or year and month, may be known (see ``publishing.dates``).

    Values sort and compare as text.
    """

    default_validators = (validate_partial_date,)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)
