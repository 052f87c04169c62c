"""The sections of a report, one file each: results turned into blocks.

What belongs here: which words, tables and charts stand in which section. What does not: how they
look, and what they say; every figure and every judgement comes from `evaluation`.
"""
