import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import publishing.fields
import publishing.slots


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0001_initial"),
        ("publishing", "0001_initial"),
        ("services", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("note", models.TextField(max_length=600, verbose_name="what was corrected")),
                (
                    "note_sv",
                    models.TextField(max_length=600, null=True, verbose_name="what was corrected"),
                ),
                (
                    "note_en",
                    models.TextField(max_length=600, null=True, verbose_name="what was corrected"),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="PressRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent id"
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        help_text="Leave empty to keep it hidden. A time to come publishes it then.",
                        null=True,
                        verbose_name="visible from",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty if it has no end.",
                        null=True,
                        verbose_name="visible until",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved")),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "sort_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=120),
                ),
                (
                    "sort_key_sv",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                (
                    "sort_key_en",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the page's address. Made from the name if left empty. After a change the old address leads on to the new one.",
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "slug_sv",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the page's address. Made from the name if left empty. After a change the old address leads on to the new one.",
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "slug_en",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the page's address. Made from the name if left empty. After a change the old address leads on to the new one.",
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("release", "Press release"), ("invitation", "Press invitation")],
                        default="release",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="headline")),
                ("title_sv", models.CharField(max_length=160, null=True, verbose_name="headline")),
                ("title_en", models.CharField(max_length=160, null=True, verbose_name="headline")),
                ("lead", models.TextField(max_length=600, verbose_name="lead")),
                ("lead_sv", models.TextField(max_length=600, null=True, verbose_name="lead")),
                ("lead_en", models.TextField(max_length=600, null=True, verbose_name="lead")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("body_sv", models.TextField(blank=True, null=True, verbose_name="text")),
                ("body_en", models.TextField(blank=True, null=True, verbose_name="text")),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The address stays, the text does not.",
                        null=True,
                        verbose_name="withdrawn",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason_sv",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="why it was withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason_en",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="why it was withdrawn"
                    ),
                ),
            ],
            options={
                "verbose_name": "press release",
                "verbose_name_plural": "press releases",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReleaseContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        choices=[("contact", "Contact"), ("issued_by", "Issued by")],
                        default="contact",
                        max_length=10,
                        verbose_name="function",
                    ),
                ),
                (
                    "details_until",
                    models.DateField(
                        blank=True,
                        help_text="Empty: the day after the event, or 30 days after publication.",
                        null=True,
                        verbose_name="number shown until",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReleaseImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It says nothing that the text does not: screen readers pass it by.",
                        verbose_name="decorative",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "ordering": ["rank", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FactBox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent id"
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        help_text="Leave empty to keep it hidden. A time to come publishes it then.",
                        null=True,
                        verbose_name="visible from",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty if it has no end.",
                        null=True,
                        verbose_name="visible until",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved")),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "sort_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=120),
                ),
                (
                    "sort_key_sv",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                (
                    "sort_key_en",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("title_sv", models.CharField(max_length=160, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=160, null=True, verbose_name="title")),
                ("body", models.TextField(verbose_name="facts")),
                ("body_sv", models.TextField(null=True, verbose_name="facts")),
                ("body_en", models.TextField(null=True, verbose_name="facts")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fact_boxes",
                        to="services.organisation",
                        verbose_name="about",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact box",
                "verbose_name_plural": "fact boxes",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MediaContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent id"
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        help_text="Leave empty to keep it hidden. A time to come publishes it then.",
                        null=True,
                        verbose_name="visible from",
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty if it has no end.",
                        null=True,
                        verbose_name="visible until",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved")),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "changed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text changed"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_sv",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "confirmed_at_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="text confirmed"),
                ),
                (
                    "sort_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=120),
                ),
                (
                    "sort_key_sv",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                (
                    "sort_key_en",
                    models.CharField(
                        blank=True, db_index=True, editable=False, max_length=120, null=True
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which somebody last made sure that this is right. Empty: it is shown as not confirmed, and never as a link to call.",
                        null=True,
                        verbose_name="checked on",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Who says so: an organisation, a page, a colleague.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_date",
                    publishing.fields.PartialDateField(
                        blank=True,
                        help_text="A year, a month or a date: 2016, 2016-10 or 2016-10-24. Empty if unknown.",
                        max_length=10,
                        verbose_name="date of the source",
                    ),
                ),
                (
                    "hours_kind",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known"),
                            ("always", "Day and night"),
                            ("weekly", "Certain hours every week"),
                            ("appointment", "By appointment"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="opening hours",
                    ),
                ),
                (
                    "open_on_holidays",
                    models.BooleanField(
                        default=False,
                        help_text="Open as usual on Swedish public holidays, Midsummer's Eve and so on.",
                        verbose_name="open on public holidays",
                    ),
                ),
                (
                    "hours_note",
                    models.CharField(
                        blank=True,
                        help_text="“Voicemail otherwise.”",
                        max_length=200,
                        verbose_name="more about the hours",
                    ),
                ),
                (
                    "hours_note_sv",
                    models.CharField(
                        blank=True,
                        help_text="“Voicemail otherwise.”",
                        max_length=200,
                        null=True,
                        verbose_name="more about the hours",
                    ),
                ),
                (
                    "hours_note_en",
                    models.CharField(
                        blank=True,
                        help_text="“Voicemail otherwise.”",
                        max_length=200,
                        null=True,
                        verbose_name="more about the hours",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "A person"), ("desk", "The press desk")],
                        default="person",
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_sv", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, null=True, verbose_name="name")),
                ("role", models.CharField(blank=True, max_length=160, verbose_name="role")),
                (
                    "role_sv",
                    models.CharField(blank=True, max_length=160, null=True, verbose_name="role"),
                ),
                (
                    "role_en",
                    models.CharField(blank=True, max_length=160, null=True, verbose_name="role"),
                ),
                (
                    "phone",
                    publishing.fields.PhoneField(
                        blank=True, max_length=32, verbose_name="telephone"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
            ],
            options={
                "verbose_name": "media contact",
                "verbose_name_plural": "media contacts",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at", None),
                            ("publish_at", None),
                            ("expires_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="press_mediacontact_expires_after_publish",
                        violation_error_message="It must be visible from a time before it ends.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_on", None),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="press_mediacontact_verified_has_source",
                        violation_error_message="Say who confirmed it: fill in the source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediaContactException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until and including")),
                ("opens", models.TimeField(blank=True, null=True, verbose_name="opens")),
                ("closes", models.TimeField(blank=True, null=True, verbose_name="closes")),
                ("reason", models.CharField(max_length=160, verbose_name="reason")),
                ("reason_sv", models.CharField(max_length=160, null=True, verbose_name="reason")),
                ("reason_en", models.CharField(max_length=160, null=True, verbose_name="reason")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exceptions",
                        to="press.mediacontact",
                    ),
                ),
            ],
            options={
                "verbose_name": "different hours",
                "verbose_name_plural": "different hours",
                "ordering": ["starts_on"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MediaContactHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="weekday",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="press.mediacontact",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["weekday", "opens"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="documents",
            field=models.ManyToManyField(
                blank=True,
                related_name="press_releases",
                to="publishing.document",
                verbose_name="documents",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="event",
            field=models.ForeignKey(
                blank=True,
                help_text="Date, time and place are taken from it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="press_releases",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="fact_boxes",
            field=models.ManyToManyField(
                blank=True,
                related_name="press_releases",
                to="press.factbox",
                verbose_name="fact boxes",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="services",
            field=models.ManyToManyField(
                blank=True,
                related_name="press_releases",
                to="services.service",
                verbose_name="services",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="topics",
            field=models.ManyToManyField(
                blank=True,
                related_name="press_releases",
                to="services.topic",
                verbose_name="topics",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="press.pressrelease",
            ),
        ),
        migrations.AddField(
            model_name="releasecontact",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="release_contacts",
                to="press.mediacontact",
                verbose_name="contact",
            ),
        ),
        migrations.AddField(
            model_name="releasecontact",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="release_contacts",
                to="press.pressrelease",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="contacts",
            field=models.ManyToManyField(
                related_name="press_releases",
                through="press.ReleaseContact",
                to="press.mediacontact",
                verbose_name="contacts",
            ),
        ),
        migrations.AddField(
            model_name="releaseimage",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="release_images",
                to="publishing.image",
                verbose_name="image",
            ),
        ),
        migrations.AddField(
            model_name="releaseimage",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="release_images",
                to="press.pressrelease",
            ),
        ),
        migrations.AddField(
            model_name="pressrelease",
            name="images",
            field=models.ManyToManyField(
                related_name="press_releases",
                through="press.ReleaseImage",
                to="publishing.image",
                verbose_name="images",
            ),
        ),
        migrations.AddConstraint(
            model_name="factbox",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at", None),
                    ("publish_at", None),
                    ("expires_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="press_factbox_expires_after_publish",
                violation_error_message="It must be visible from a time before it ends.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediacontactexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="press_mediacontactexception_ends_after_start",
                violation_error_message="The last day comes before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediacontactexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes", None), ("opens", None)),
                    models.Q(
                        ("closes__isnull", False),
                        ("opens__isnull", False),
                        models.Q(
                            ("closes__gt", models.F("opens")), ("closes", "00:00"), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="press_mediacontactexception_both_times_or_none",
                violation_error_message="Give both times, in order, or neither: without times it is closed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediacontacthours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes__gt", models.F("opens")), ("closes", "00:00"), _connector="OR"
                ),
                name="press_mediacontacthours_closes_after_opening",
                violation_error_message="It must open before it closes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediacontacthours",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__range", (0, 6))),
                name="press_mediacontacthours_weekday",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediacontacthours",
            constraint=publishing.slots.NoOverlap(
                field="opens",
                name="press_mediacontacthours_do_not_overlap",
                violation_error_message="These hours overlap others on the same day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasecontact",
            constraint=models.UniqueConstraint(
                fields=("release", "contact", "function"), name="contact_once_per_release"
            ),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at", None),
                    ("publish_at", None),
                    ("expires_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="press_pressrelease_expires_after_publish",
                violation_error_message="It must be visible from a time before it ends.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "invitation"), _negated=True),
                    ("event__isnull", False),
                    _connector="OR",
                ),
                name="press_invitation_has_an_event",
                violation_error_message="An invitation needs its event: date and place.",
            ),
        ),
    ]
