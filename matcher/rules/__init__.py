"""The law as pure functions: one file per subject, each with its article and source.

Standard library only, save the library of public holidays.
"""
