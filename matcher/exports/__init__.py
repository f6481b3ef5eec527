"""Files of rows for a spreadsheet: their columns, in Dutch words, and how they are written.

Between the layers, like the frame of a mail: pages stream these files and a job makes the large ones. Columns need
words (gettext), so they are no query; the job may not know pages, so they are no page.
"""
