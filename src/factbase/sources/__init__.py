"""Sources: files, documents and tables as they are read, and the verdicts on their quotes."""
