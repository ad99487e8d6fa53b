"""The autograder that Gradescope runs, as the zip it asks for: two scripts at the root, and the clone."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dojo.layout import TEMPLATES

SCRIPTS = ("run_autograder", "setup.sh")


def write(path: Path, copied: dict[str, bytes]) -> None:
    """Write the zip; the same content gives the same bytes. copied: the clone's files, without solutions."""
    scripts = {name: (TEMPLATES / "gradescope" / name).read_bytes() for name in SCRIPTS}
    content = scripts | {f"repository/{name}": raw for name, raw in copied.items()}
    with ZipFile(path, "x", ZIP_DEFLATED) as file:
        for name, raw in sorted(content.items()):
            entry = ZipInfo(name)  # of 1980, as long as nobody says otherwise
            entry.create_system, entry.compress_type = 3, ZIP_DEFLATED
            entry.external_attr = (0o100755 if name in scripts else 0o100644) << 16
            file.writestr(entry, raw)
