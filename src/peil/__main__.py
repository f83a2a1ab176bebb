"""`python -m peil` is the command line."""

import sys

from peil.cli import main

sys.exit(main())
