"""Real data that may ship, and a story built on it; README.md says by which rules."""
