from django.db import models, transaction

from events.models.event import Event


class EventRow(models.Model):
    """A row that belongs to an event: a change of it is a public change of the event.

    Saved with what follows from it, or not at all.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self._event_changed()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self._event_changed()
        return deleted

    def _event_changed(self) -> None:
        Event.objects.filter(pk=self.event_id).advance()
