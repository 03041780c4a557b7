from django.db import models


class LoadedContent(models.Model):
    """A piece of the shipped content that has been loaded once.

    It is never loaded again unasked, so what staff have changed or deleted since stays so.
    """

    key = models.CharField(max_length=160, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
