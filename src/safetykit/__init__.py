"""Typed community-safety plans: audit them, evaluate them, explain the subject.

The public names of this module are loaded when they are first used, so that `import safetykit`
stays cheap. No module inside the package imports this one.
"""

__version__ = "0.1.0"
