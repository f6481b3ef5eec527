"""The figures of the dashboard, each defined once and counted in SQL; docs/figures.md says the same in words.

A figure is a count, a sum or a median over one of the lists with a filter, made with the conditions of that list, so
that it equals the rows one gets by following its link. :mod:`.wishes` names the filters, :mod:`.narrow` counts them
without what the lists join to show a row. A page of figures is a dict of JSON values: what is kept for a large area
(:mod:`.kept`) is what would be counted now.
"""
