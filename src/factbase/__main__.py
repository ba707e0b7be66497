"""`python -m factbase`: the command line."""

import sys

from factbase.faces.cli import main

sys.exit(main())
