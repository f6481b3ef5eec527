"""Writers of reports: content in, the bytes of a file out. They know no database and no web."""
