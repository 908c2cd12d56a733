"""What machines and other people do to a program: pulled plugs, full disks, two runs at once, broken bytes, hostile files.

`make torture` runs every trial of `trials/` in its long form and prints a table; `tests/test_torture.py` runs the short ones.
"""
