from django.db import models


class LeaveTarget(models.Model):
    """When an address that visitors leave to last answered, and since when it has not."""

    address = models.CharField(max_length=500, unique=True)
    answered_at = models.DateTimeField(null=True)
    #: Empty while it answers.
    silent_since = models.DateTimeField(null=True)

    def __str__(self):
        return self.address
