"""Parks and the institutions around them."""

from parks.models.institution import Institution, InstitutionFounder
from parks.models.park import Park
from parks.models.tie import Tie

__all__ = ["Institution", "InstitutionFounder", "Park", "Tie"]
