"""The words of use-of-force records, as the Metropolitan Police's published data names them.

The national lists have yet to be checked; see the caveats of the taxonomies of this module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["ImpactFactor", "Outcome", "Reason", "Tactic", "TacticGroup"]


class TacticGroup(StrEnum):
    """How the Home Office is believed to group tactics; a person has yet to check it."""

    RESTRAINT = "restraint"
    UNARMED_SKILLS = "unarmed_skills"
    OTHER_EQUIPMENT = "other_equipment"
    LESS_LETHAL_WEAPONS = "less_lethal_weapons"
    CED = "ced"
    FIREARMS = "firearms"
    OTHER = "other"


class Tactic(StrEnum):
    """What an officer did. AEP: attenuating energy projectile; CED: conducted energy device."""

    TACTICAL_COMMUNICATIONS = "tactical_communications"
    COMPLIANT_HANDCUFFING = "compliant_handcuffing"
    UNARMED_SKILLS = "unarmed_skills"
    NON_COMPLIANT_HANDCUFFING = "non_compliant_handcuffing"
    GROUND_RESTRAINT = "ground_restraint"
    LIMB_BODY_RESTRAINTS = "limb_body_restraints"
    SPIT_GUARD = "spit_guard"
    SHIELD = "shield"
    DOG_DEPLOYED = "dog_deployed"
    OTHER_IMPROVISED = "other_improvised"
    CS_DRAWN = "cs_drawn"
    PAVA_DRAWN = "pava_drawn"
    CED_DRAWN = "ced_drawn"
    BATON_DRAWN = "baton_drawn"
    CED_RED_DOTTED = "ced_red_dotted"
    CED_AIMED = "ced_aimed"
    CED_ARCED = "ced_arced"
    AEP_AIMED = "aep_aimed"
    FIREARM_AIMED = "firearm_aimed"
    CS_USED = "cs_used"
    PAVA_USED = "pava_used"
    CED_DRIVE_STUN = "ced_drive_stun"
    CED_ANGLE_DRIVE_STUN = "ced_angle_drive_stun"
    CED_FIRED = "ced_fired"
    DOG_BITE = "dog_bite"
    BATON_USED = "baton_used"
    FIREARM_FIRED = "firearm_fired"

    @property
    def group(self) -> TacticGroup:
        """The group of the tactic."""
        first = self.value.partition("_")[0]
        return _GROUPS.get(self.value) or _GROUPS.get(first, TacticGroup.OTHER)


_GROUPS: Final = {
    "compliant_handcuffing": TacticGroup.RESTRAINT,
    "non_compliant_handcuffing": TacticGroup.RESTRAINT,
    "ground_restraint": TacticGroup.RESTRAINT,
    "limb_body_restraints": TacticGroup.RESTRAINT,
    "unarmed_skills": TacticGroup.UNARMED_SKILLS,
    "spit": TacticGroup.OTHER_EQUIPMENT,
    "shield": TacticGroup.OTHER_EQUIPMENT,
    "cs": TacticGroup.OTHER_EQUIPMENT,
    "pava": TacticGroup.OTHER_EQUIPMENT,
    "baton": TacticGroup.OTHER_EQUIPMENT,
    "aep": TacticGroup.LESS_LETHAL_WEAPONS,
    "ced": TacticGroup.CED,
    "firearm": TacticGroup.FIREARMS,
}


class Reason(StrEnum):
    """Why an officer used force."""

    PROTECT_SELF = "protect_self"
    PROTECT_PUBLIC = "protect_public"
    PROTECT_SUBJECT = "protect_subject"
    PROTECT_OTHER_OFFICERS = "protect_other_officers"
    PREVENT_OFFENCE = "prevent_offence"
    SECURE_EVIDENCE = "secure_evidence"
    EFFECT_SEARCH = "effect_search"
    EFFECT_ARREST = "effect_arrest"
    METHOD_OF_ENTRY = "method_of_entry"
    REMOVE_HANDCUFFS = "remove_handcuffs"
    PREVENT_HARM = "prevent_harm"
    PREVENT_ESCAPE = "prevent_escape"
    OTHER = "other"


class ImpactFactor(StrEnum):
    """What bore on the decision, as the officer saw it."""

    POSSESSION_OF_A_WEAPON = "possession_of_a_weapon"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    MENTAL_HEALTH = "mental_health"
    PRIOR_KNOWLEDGE = "prior_knowledge"
    SIZE_GENDER_BUILD = "size_gender_build"
    ACUTE_BEHAVIOURAL_DISORDER = "acute_behavioural_disorder"
    CROWD = "crowd"
    OTHER = "other"


class Outcome(StrEnum):
    """How the incident ended for the person."""

    MADE_OFF_ESCAPED = "made_off_escaped"
    ARRESTED = "arrested"
    HOSPITALISED = "hospitalised"
    DETAINED_UNDER_MENTAL_HEALTH_ACT = "detained_under_mental_health_act"
    FATALITY = "fatality"
    OTHER = "other"
