"""What grading has found, in the forms that people, CI services and spreadsheets read."""
