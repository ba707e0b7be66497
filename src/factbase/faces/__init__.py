"""The ways in: command line and REPL. They parse what a person types and print; all else is below them."""
