"""The shop on one machine: its servers and, in front of them, its programs (`make serve`, and the tests)."""
