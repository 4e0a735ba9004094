"""The XML inside office files, parsed so that nothing in it can grow or fetch."""

import posixpath
import zipfile

from lxml import etree

# without `huge_tree` the parser itself bounds depth, length of a text and growth of entities
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


class BadMarkup(Exception):
    """A part that is missing or is not well-formed."""


def part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One part of an office file, parsed."""
    try:
        return etree.fromstring(archive.read(name), _PARSER)
    except (KeyError, etree.XMLSyntaxError) as problem:
        raise BadMarkup(name) from problem


def local(element: etree._Element) -> str:
    """The name without its namespace, the same in the transitional and the strict form of a format."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, and of it the first child of the next, or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: etree._Element | None, *names: str) -> str | None:
    """The attribute `val` of the child reached by these names."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def related(archive: zipfile.ZipFile, owner: str) -> list[tuple[str, str, str]]:
    """What a part refers to inside the file: (id, last word of the kind, name of the part)."""
    folder, base = posixpath.split(owner)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in archive.namelist():
        return []
    found = []
    for entry in part(archive, name):
        target = attribute(entry, "Target") or ""
        if attribute(entry, "TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (attribute(entry, "Type") or "").rsplit("/", 1)[-1]
            found.append((attribute(entry, "Id") or "", kind, place))
    return found


def main_part(archive: zipfile.ZipFile, usual: str) -> str:
    """The part that holds the document itself."""
    return next((name for _id, kind, name in related(archive, "") if kind == "officeDocument"), usual)
