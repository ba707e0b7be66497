"""Questions beyond a single answer: over time, between revisions, why, and certified."""
