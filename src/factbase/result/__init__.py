"""What any question comes to, as plain data that pickles and goes to JSON and back: what is said, and all that it stands on."""
