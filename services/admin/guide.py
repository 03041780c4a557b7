"""The wording of the guided help, and what each answer says about the one who chooses it."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from publishing.admin.base import ContentAdmin
from services.guide.stored import unreachable_services
from services.models import GuideAnswer, GuideAsks, GuideQuestion
from services.models.guide import turn


class TellsWhatIsMissed(ContentAdmin):
    """A list that says on top which services the guided help never leads to."""

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and (missed := unreachable_services()):
            messages.warning(request, missed_in_words(missed))
        return super().changelist_view(request, extra_context)


def missed_in_words(services) -> str:
    """The sentence about *services*, each a link to where it can be changed."""
    page = "admin:services_service_change"
    links = ((reverse(page, args=[each.pk]), each) for each in services)
    return format_html(
        "{} {}",
        ngettext(
            "No answers in the guided help lead to this service:",
            "No answers in the guided help lead to these services:",
            len(services),
        ),
        format_html_join(", ", '<a href="{}">{}</a>', links),
    )


@admin.register(GuideQuestion)
class GuideQuestionAdmin(TellsWhatIsMissed):
    columns = ("asks",)
    readonly_fields = ("answers",)
    fieldsets = [
        (None, {"fields": ["text", "help"]}),
        (gettext_lazy("What it finds out"), {"fields": ["asks", "answers"]}),
    ]

    def get_ordering(self, request):
        return (turn(),)

    def has_add_permission(self, request):
        """There is one question for each thing to find out, and no more."""
        room = GuideQuestion.objects.count() < len(GuideAsks)
        return room and super().has_add_permission(request)

    @admin.display(description=gettext_lazy("answers"))
    def answers(self, question):
        """Links to the pages on which the answers are edited."""
        if not question.pk:
            return _("Save the question first; then its answers can be added.")
        page = "admin:services_guideanswer"
        links = (
            (reverse(f"{page}_change", args=[answer.pk]), answer)
            for answer in question.answers.order_by("rank", "pk")
        )
        return format_html(
            '<ul class="plain">{}</ul><a class="addlink" href="{}?question={}">{}</a>',
            format_html_join("", '<li><a href="{}">{}</a></li>', links),
            reverse(f"{page}_add"),
            question.pk,
            _("Add an answer"),
        )


@admin.register(GuideAnswer)
class GuideAnswerAdmin(TellsWhatIsMissed):
    columns = ("question", "rank")
    filters = ("question__asks", "door")
    list_select_related = ("question",)
    fieldsets = [
        (None, {"fields": ["question", "text", "rank"]}),
        (
            gettext_lazy("What it says about the one who chooses it"),
            {
                "fields": ["door", "topics", "target_groups", ("min_age", "max_age"), "urgent"],
                "description": gettext_lazy(
                    "Services and lines are found by this. “I do not know, or do not want to "
                    "answer” is always there too."
                ),
            },
        ),
        (gettext_lazy("Who may choose it"), {"fields": ["only_for_door"]}),
    ]

    def get_ordering(self, request):
        return (turn("question__asks"), "rank", "pk")
