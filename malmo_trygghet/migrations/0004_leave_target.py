from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("malmo_trygghet", "0002_address_logging"),
        ("malmo_trygghet", "0003_accessibility_statement"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeaveTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500, unique=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("silent_since", models.DateTimeField(null=True)),
            ],
        ),
    ]
