"""What is told of an answer, resolved once for all formats: its parts, the facts under them with places and words, and what it lacks."""
