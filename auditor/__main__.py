"""`python -m auditor`: the same commands where the environment's scripts are not on the path."""

from auditor.cli import main

main()
