from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from malmo_trygghet.admin_address_logging import AddressLoggingAdmin
from malmo_trygghet.admin_feedback import FeedbackAdmin
from malmo_trygghet.admin_search import SynonymAdmin
from malmo_trygghet.admin_statements import AccessibilityStatementAdmin, OperatorAdmin
from malmo_trygghet.models import Notice, Page
from publishing.admin.base import ADDRESS, ContentAdmin

__all__ = [
    "AccessibilityStatementAdmin",
    "AddressLoggingAdmin",
    "FeedbackAdmin",
    "NoticeAdmin",
    "OperatorAdmin",
    "PageAdmin",
    "SynonymAdmin",
]


@admin.register(Page)
class PageAdmin(ContentAdmin):
    columns = ("menu", "needs_legal_check")
    filters = ("menu", "needs_legal_check")
    fieldsets = [
        (None, {"fields": ["title", "summary", "body"]}),
        (_("Where it is found"), {"fields": [("menu", "rank"), "role"]}),
        (_("Legal check"), {"fields": ["needs_legal_check"]}),
        ADDRESS,
    ]


@admin.register(Notice)
class NoticeAdmin(ContentAdmin):
    fieldsets = [(None, {"fields": ["text", "link"]})]
