"""Elements of HTML and XML, put together as a tree, so that no text can become markup."""

from xml.etree.ElementTree import Element

from dojo.grading.escape import LIMIT, xml


def element(tag: str, *inside: "str | Element", limit: int = LIMIT, **attributes: str) -> Element:
    """An element with text and elements in it. A trailing underscore of an attribute's name is left out,
    and another stands for a hyphen: `class_`, `aria_label`. limit: characters of each text."""
    names = {name.rstrip("_").replace("_", "-"): xml(value, limit) for name, value in attributes.items()}
    new = Element(tag, names)
    for part in inside:
        if isinstance(part, Element):
            new.append(part)
        elif len(new):
            new[-1].tail = (new[-1].tail or "") + xml(part, limit)
        else:
            new.text = (new.text or "") + xml(part, limit)
    return new
