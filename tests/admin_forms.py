"""Fills in the admin's forms as a browser does: from the page that was served."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects what a browser would send of the form of a page of the admin, in ``data``."""

    def __init__(self):
        super().__init__()
        self.data = {}
        self.inside = False
        self.select = self.textarea = None
        self.picks_first = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id", "").endswith("_form")
        if not self.inside:
            return
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "input" and kind in ("checkbox", "radio") and "checked" not in given:
            return
        if tag == "input" and name and kind not in ("submit", "file"):
            self.add(name, given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
            self.picks_first = "multiple" not in given
        elif tag == "option" and self.select:
            # Where nothing is selected, a list for one choice stands at its first.
            if "selected" in given:
                if self.picks_first:
                    self.data.pop(self.select, None)
                self.add(self.select, given.get("value", ""))
            elif self.picks_first:
                self.data.setdefault(self.select, given.get("value", ""))

    def handle_data(self, text):
        if self.textarea:
            self.data[self.textarea] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The first line break after the tag is not part of the text (HTML, section 13.1.2.5).
            self.data[self.textarea] = self.data[self.textarea].removeprefix("\n").strip("\r")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def add(self, name, value):
        if name in self.data:
            known = self.data[name]
            self.data[name] = [*(known if isinstance(known, list) else [known]), value]
        else:
            self.data[name] = value


def form_data(response) -> dict:
    """Takes the answer with a form; returns what a browser sends when nothing is changed."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.data
