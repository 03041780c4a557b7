from services.models.card import CardLanguage
from services.models.contact_point import (
    Channel,
    ContactPoint,
    ContactPointException,
    ContactPointHours,
)
from services.models.guide import GuideAnswer, GuideAsks, GuideQuestion
from services.models.hours import (
    HoursKind,
    OpeningException,
    OpeningHours,
    WithHours,
)
from services.models.organisation import Organisation
from services.models.place import Place
from services.models.safety import Question, SafetyFact
from services.models.service import Audience, Partner, Service, Standing
from services.models.support_line import SupportLine, SupportLineException, SupportLineHours
from services.models.taxonomy import Door, SpokenLanguage, TargetGroup, Topic

__all__ = [
    "Audience",
    "CardLanguage",
    "Channel",
    "ContactPoint",
    "ContactPointException",
    "ContactPointHours",
    "Door",
    "GuideAnswer",
    "GuideAsks",
    "GuideQuestion",
    "HoursKind",
    "OpeningException",
    "OpeningHours",
    "Organisation",
    "Partner",
    "Place",
    "Question",
    "SafetyFact",
    "Service",
    "SpokenLanguage",
    "Standing",
    "SupportLine",
    "SupportLineException",
    "SupportLineHours",
    "TargetGroup",
    "Topic",
    "WithHours",
]
