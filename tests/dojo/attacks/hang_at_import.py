"""Never ends being imported."""

EXPECTED = ["timeout"]


while True:
    pass
