"""Agreements and the events where they were made."""

from agreements.models.agreement import Agreement, Party
from agreements.models.event import Event, Participant

__all__ = ["Agreement", "Event", "Participant", "Party"]
