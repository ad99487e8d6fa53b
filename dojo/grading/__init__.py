"""Grading that the graded code cannot reach: submissions in, verdicts and reports out."""
