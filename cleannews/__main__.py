"""`python -m cleannews`."""

from cleannews.cli import main

main()
