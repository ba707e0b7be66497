"""Answers, reports and diagnostics to text and JSON. Only here is it decided how a thing looks."""
