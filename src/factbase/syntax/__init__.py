"""Text to Tree and back: the only room that knows lark."""
