"""Plans to models: bare rows in, bare rows and ranks out. No span, no citation, no clock comes in here."""
