"""The built-in toolkit modules, each written as anybody else would write one.

What belongs here: packages that know nothing of each other. Importing this package imports none
of them, and importing one of them reads none of its content.
"""
