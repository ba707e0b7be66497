"""Files: what is inside a base and what is not, on disk and in a revision of git; the one place that opens a stranger's files."""
