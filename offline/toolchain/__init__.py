"""Sets up what the offline commands need, and nothing else: a Python environment, a Pulumi CLI, and a Pulumi home.

`make` calls `python -m offline.toolchain venv|cli|env`. Only the standard library is imported here, since this code
runs before anything is installed. Whoever deploys with the official installer never meets it.
"""
