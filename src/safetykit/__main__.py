"""`python -m safetykit`, and what the installed command calls."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without its extra, say which one to install."""
    from safetykit.errors import MissingExtraError
    from safetykit.extras import need

    try:
        need("click", wanted_by="The command line")
        need("rich", wanted_by="The command line")
    except MissingExtraError as error:
        sys.stderr.write(f"safetykit: {error}\n")
        return 2
    from safetykit.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
