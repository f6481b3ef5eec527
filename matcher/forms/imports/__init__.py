"""Forms of imports: the file, its columns, and the rows, which are held against the forms of people and needs."""
