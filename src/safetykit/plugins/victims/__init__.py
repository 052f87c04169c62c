"""Victims of crime: the rights of the Victims' Code, support, complaints, and satisfaction.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here decides whether somebody is a victim, keeps a record of who asked, or sends anything
anywhere. The time limits inside the Code are held and not given out, until a person has checked
them; so is the helpline number that nobody has rung. `standing` stands in the place of an
eligibility test: it says what the law says and turns nobody away.
"""

from safetykit.plugins.victims.rights import Connection, Right, Standing, right, rights, standing
from safetykit.plugins.victims.satisfaction import Satisfaction, satisfaction
from safetykit.plugins.victims.support import ComplaintSteps, Need, complaint_route, support_routes

__all__ = [
    "ComplaintSteps",
    "Connection",
    "Need",
    "Right",
    "Satisfaction",
    "Standing",
    "complaint_route",
    "right",
    "rights",
    "satisfaction",
    "standing",
    "support_routes",
]
