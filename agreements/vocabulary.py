"""The closed lists of agreements and events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum-of-understanding", _("memorandum of understanding")
    SISTER_PARK = "sister-park", _("sister-park agreement")
    COOPERATION = "cooperation-agreement", _("cooperation agreement")
    JOINT_STATEMENT = "joint-statement", _("joint statement")
    DECLARATION = "declaration", _("declaration")
    PROGRAMME = "programme", _("programme")
    JOINT_CENTRE = "joint-centre", _("joint centre")
    LETTER_OF_INTENT = "letter-of-intent", _("letter of intent")
    NETWORK = "network", _("network")


class PartyRole(models.TextChoices):
    SIGNATORY = "signatory", _("signatory")
    FACILITATOR = "facilitator", _("facilitator")
    WITNESS = "witness", _("witness")
    HOST = "host", _("host")


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("conference")
    EXPO = "expo", _("expo")
    SUMMIT = "summit", _("summit")
    LAUNCH = "launch", _("launch")
    DELEGATION_VISIT = "delegation-visit", _("delegation visit")
    SIGNING_CEREMONY = "signing-ceremony", _("signing ceremony")
    WORKSHOP = "workshop", _("workshop")
    AWARD = "award", _("award")


class ParticipantRole(models.TextChoices):
    HOST = "host", _("host")
    ORGANISER = "organiser", _("organiser")
    PARTICIPANT = "participant", _("participant")
    SPEAKER = "speaker", _("speaker")
