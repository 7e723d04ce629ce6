import sys

from doctester.cli import main

sys.exit(main())
