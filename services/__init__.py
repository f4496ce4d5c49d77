"""The programs that the stack runs: web, API, admin, notification worker and order consumer, of a small shop."""
