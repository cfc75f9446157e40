"""Invented people and what they write to each other. Never where patients are."""

# Published: it stands in the README and on the sign-in page of a demonstration.
PASSWORD = "relais-demo"  # noqa: S105
