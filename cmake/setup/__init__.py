"""Set-up, build and serving, shared by serve.py and tests/run. Standard library only, Python 3.9 or newer."""
