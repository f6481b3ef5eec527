"""The engine's inner loops, compiled (``matcher.matching.compiled``): each rule once, used by every question.

A tuple of columns goes into a loop's function once; inside the loop only numbers and single columns are passed on,
because a tuple of arrays handed to another function costs a count of references per array, every time.
"""
