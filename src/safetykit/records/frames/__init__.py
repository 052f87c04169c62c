"""Records that stand in a dataframe, whatever library holds them, turned into counts.

What belongs here: `count_frame` and what it needs: the expressions that every library understands,
the one group-by, and the way from groups to counts. What does not: what a mapping or a source
means; that is the same for files, and stands one folder up.

The library of the frame does the counting, through Narwhals: only groups leave it. A frame has no
files and no lines, so a finding says how many rows it is about and not where they stand.
"""

from __future__ import annotations

from safetykit.records.frames.count import count_frame
from safetykit.records.frames.kinds import refuse_frame

__all__ = ["count_frame", "refuse_frame"]
