"""Evidence: what reviews say of interventions, per outcome, with harm and disagreement kept.

What belongs here: the rated interventions, as data, and finding one by its name. What does not: a
rating of our own; joining them to a plan's actions is `safetykit.evaluation`.
"""

from safetykit.plugins.evidence.catalogue import find_interventions, interventions

__all__ = ["find_interventions", "interventions"]
