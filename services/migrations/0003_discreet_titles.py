from django.db import migrations, models
from django.db.models.functions import Lower

TAKEN = "Another service is called so. Two pages must not look the same in the history."


def once(language: str) -> migrations.AddConstraint:
    title = f"discreet_title_{language}"
    return migrations.AddConstraint(
        model_name="service",
        constraint=models.UniqueConstraint(
            Lower(title),
            condition=models.Q((f"{title}__gt", "")),
            name=f"service_{title}_once",
            violation_error_message=TAKEN,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial")]

    operations = [once("sv"), once("en")]
