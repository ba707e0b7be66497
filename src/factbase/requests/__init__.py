"""Requests: in, what a user wants to know of a base, or done to it; out, outcomes that any face can show. No face is known here."""
