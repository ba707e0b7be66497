"""What was found for a question, as plain data: a module for each kind of question, so that none waits for the code of the others."""
