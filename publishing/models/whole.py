from django.db import models, transaction


class SavedWhole(models.Model):
    """Saved with what follows from it, such as the search index, or not at all."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
