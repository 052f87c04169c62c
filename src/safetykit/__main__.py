"""`python -m safetykit`, and what the installed command calls."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without its extra, say which one to install."""
    from safetykit.errors import MissingExtraError

    try:
        from safetykit.cli import run
    except MissingExtraError as error:
        sys.stderr.write(f"safetykit: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
