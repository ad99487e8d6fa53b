"""Where the reports of a submission lie."""

import hashlib
import re

# what a file of the class could be called, and what `place` makes of other names
TAKEN = r".*(?:\.(?:csv|html|md|json|jsonl|xml|tmp|lock)|-[0-9a-f]{12})"
# letters of any language, digits, and signs that no file system minds; no dot at either end
PLAIN = re.compile(rf"(?!{TAKEN}$)\w(?:[\w .+=@-]{{0,78}}[\w+=@-])?", re.IGNORECASE)


def place(name: str) -> str:
    """The folder of the submission `name`: called the same where it can be, else like no other."""
    if PLAIN.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return (re.sub(r"\W+", "_", name[:40]).strip("_") or "_") + f"-{digest}"
