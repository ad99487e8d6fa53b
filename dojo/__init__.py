"""The harness: finds katas, runs their tests against any subject, and says what happened."""
