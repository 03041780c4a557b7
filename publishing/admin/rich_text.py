"""The rich text editor: only buttons that the keyboard reaches, in the staff member's language."""

from django.forms import Script
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

#: The buttons. Drop-down menus are left out: the editor's own cannot be opened from the keyboard.
MENU = [
    {"group": "headings"},
    {"group": "lists"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "nodes -blockType -lists"},
    {"group": "history"},
]
#: What the buttons and the link dialog say. The keys are the editor's own names and texts.
WORDS = {
    "heading2": _("Heading"),
    "heading3": _("Smaller heading"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link: select the words first"),
    "unlink": _("Remove the link"),
    "blockquote": _("Quotation"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "toolbar": _("Formatting"),
    "Edit Link": _("Link"),
    "URL": _("Web address, mailto: or tel:"),
    "Update": _("Done"),
    "Cancel": _("Cancel"),
}


class RichTextWidget(AdminProseEditorWidget):
    """The editor with our buttons. Its names and states for assistive technology come from
    ``rich_text.js``."""

    def get_config(self):
        config = super().get_config()
        extensions = config["extensions"] | {
            "Menu": {"groups": MENU},
            "OrderedList": {"enableListAttributes": False},
        }
        # Staff want their spelling checked, in the language of the text.
        del extensions["NoSpellCheck"]
        return config | {"extensions": extensions}

    @property
    def media(self):
        return Media(js=[Script("admin_theme/rich_text.js")]) + super().media
