from django.forms import BaseInlineFormSet


class RowsFormSet(BaseInlineFormSet):
    """Rows that a ``RowsConstraint`` compares with each other.

    They are judged as they will be, not beside what is stored and about to change; a subclass does
    so in ``clean``.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.instance.judged_with_others = True

    def valid_rows(self) -> list:
        """The forms that hold a row which will be kept."""
        return [
            form
            for form in self.forms
            if form.is_valid()
            and (form.has_changed() or form.instance.pk)
            and not self._should_delete_form(form)
        ]

    def save(self, commit=True):
        """Rows that change are written anew: on the way to its new place, one may meet another."""
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        if commit and changed:
            self.get_queryset().model._base_manager.filter(pk__in=changed).delete()
        return super().save(commit)
