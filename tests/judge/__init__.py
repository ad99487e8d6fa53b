"""What the tests of the katas share; how a kata is judged."""
