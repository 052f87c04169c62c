"""The sources that safetykit knows, beside street-level crime: one file for each.

What belongs here: for each source its description, how its files are recognised, and a reader that
turns them into counts. What does not: what several sources share; it stands one folder up.
"""
