"""The guided help as it stands in the database, in constant queries, as plain data."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from publishing import languages
from services.fallback import Audience as Row
from services.guide import questions as plain
from services.guide.advice import Help, may_be_offered, unreachable
from services.models import (
    Audience,
    GuideAnswer,
    GuideQuestion,
    Service,
    Standing,
    SupportLine,
    TargetGroup,
    Topic,
)

#: How a source says that something is for women and not for men (``says_for_women``).
FOR_WOMEN = re.compile(
    r"\s*(bara |endast )?(för )?(flickor|kvinnor)\b(?!.*\b(män|pojkar|barn|alla)\b)",
    re.IGNORECASE | re.DOTALL,
)


class StoredQuestions:
    """The published questions with their answers, each as stored object and as plain data."""

    def __init__(self):
        answers = (
            GuideAnswer.objects.published()
            .order_by("rank", "pk")
            .prefetch_related(
                Prefetch("topics", Topic.objects.published()),
                Prefetch("target_groups", TargetGroup.objects.published()),
            )
        )
        stored = GuideQuestion.objects.published().in_turn()
        self.questions = {
            question.asks: question
            for question in stored.prefetch_related(Prefetch("answers", answers, "shown_answers"))
        }
        self.answers = {
            answer.pk: answer
            for question in self.questions.values()
            for answer in question.shown_answers
        }

    @cached_property
    def as_data(self) -> list[plain.Question]:
        return [
            plain.Question(asks, tuple(answer_as_data(each) for each in question.shown_answers))
            for asks, question in self.questions.items()
        ]


@dataclass(frozen=True)
class StoredHelp:
    """What the guide can lead to at one moment: stored objects by key, and as plain data."""

    services: dict[int, Service]
    lines: dict[int, SupportLine]
    services_as_data: list[Help]
    lines_as_data: list[Help]

    @classmethod
    def at(cls, now: datetime) -> "StoredHelp":
        rows = Audience.objects.published().select_related("target_group")
        # In Swedish order whatever is read, so that both languages lead to the same places.
        by_name = languages.column("sort_key", settings.LANGUAGE_CODE)
        services = (
            Service.objects.published()
            .prefetch_related(
                Prefetch("audiences", rows, "shown_audiences"),
                Prefetch("topics", Topic.objects.published(), "shown_topics"),
            )
            .order_by(by_name, "pk")
        )
        lines = SupportLine.objects.published().with_who_they_are_for().in_rank()
        today = timezone.localdate(now)
        return cls(
            services={service.pk: service for service in services},
            lines={line.pk: line for line in lines},
            services_as_data=[service_as_data(service, today) for service in services],
            lines_as_data=[line_as_data(line, now) for line in lines],
        )

    @cached_property
    def groups(self) -> dict[int, TargetGroup]:
        """The published target groups of all these."""
        groups = [
            *(row.target_group for each in self.services.values() for row in each.shown_audiences),
            *(group for line in self.lines.values() for group in line.target_groups.all()),
        ]
        return {group.pk: group for group in groups if group.is_published()}

    def line_to_ask(self, service: Service, told: plain.Told) -> SupportLine | None:
        """Who tells about *service* when it may not answer itself: its own line, or its umbrella's.

        None if editors have named no line that is checked and may be offered to this person.
        """
        above = self.services.get(service.parent_id)
        named = [service.fallback_line_id, above and above.fallback_line_id]
        fit = {
            line.key
            for line in self.lines_as_data
            if line.is_certain and may_be_offered(line, told)
        }
        return next((self.lines[key] for key in named if key in fit), None)


def answer_as_data(answer: GuideAnswer) -> plain.Answer:
    return plain.Answer(
        key=answer.pk,
        door=answer.door,
        only_for_door=answer.only_for_door,
        topics=frozenset(topic.pk for topic in answer.topics.all()),
        groups=tuple((group.pk, group.door) for group in answer.target_groups.all()),
        min_age=answer.min_age,
        max_age=answer.max_age,
        urgent=answer.urgent,
    )


def service_as_data(service: Service, today) -> Help:
    return Help(
        key=service.pk,
        audiences=tuple(
            Row(row.target_group_id, row.target_group.door, row.min_age, row.max_age)
            for row in service.shown_audiences
        ),
        topics=frozenset(topic.pk for topic in service.shown_topics),
        standing=service.standing(today),
        for_women=bool(service.shown_audiences)
        and all(says_for_women(row.note_sv) for row in service.shown_audiences),
    )


def line_as_data(line: SupportLine, now: datetime) -> Help:
    opening = line.opening(now)
    return Help(
        key=line.pk,
        phone=line.phone,
        # Unpublished groups too: whom a line must be kept from does not depend on what is shown.
        audiences=tuple(Row(group.pk, group.door) for group in line.target_groups.all()),
        topics=frozenset(topic.pk for topic in line.topics.all()),
        min_age=line.min_age,
        max_age=line.max_age,
        standing=Standing.ACTIVE if line.is_verified else Standing.NOT_CONFIRMED,
        right_now=line.right_now,
        is_open=bool(opening and opening.is_open),
        day_and_night=bool(opening and opening.today.always),
        for_women=says_for_women(line.for_whom_sv),
    )


def says_for_women(text: str | None) -> bool:
    """Whether *text*, in the site's first language, begins with women or girls and names no others.

    "Kvinnor, enligt Brå 2013" does, "kvinnor och män" and "mest kvinnor" do not.
    """
    return bool(FOR_WOMEN.match(text or ""))


def unreachable_services(now: datetime | None = None) -> list[Service]:
    """The published services that have not ended and that no answers in the guide lead to."""
    stored = StoredHelp.at(now or timezone.now())
    questions = StoredQuestions().as_data
    found = unreachable(questions, stored.services_as_data, stored.lines_as_data)
    return [stored.services[each.key] for each in found]
