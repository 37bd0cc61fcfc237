"""Checks replies against the vendor's schema: `python replies.py SCHEMA_FOLDER < replies`, one body a line, JSON or XML.

The schema describes XML; JSON is the same tree (attributes are members, the text of an element with attributes is
`value`, what may occur often is an array). The order of elements is taken from the schema, everything else from
the reply.
"""

import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
NAMESPACE = "{http://schema.intuit.com/finance/v3}"
ROOT = "IntuitRestServiceDef.xsd"

# Places for extensions, by type.
EXTENSIONS = {
    "CheckPayment": "CheckPaymentEx",
    "CreditCardPaymentTxn": "CreditCardPaymentEx",
    "Transfer": "TransferEx",
}

# What the service is known to send as JSON though its schema doesn't describe it, by type and member. Not checked.
BEYOND_THE_SCHEMA = {
    "ProductAndServicesPrefs": ["RevenueRecognitionEnabled"],
    "SalesFormsPrefs": ["CustomField"],
    "VendorAndPurchasesPrefs": ["POCustomField"],
}


class Schema:
    """The types and elements of the schema, by name."""

    def __init__(self, folder):
        self.validator = etree.XMLSchema(etree.parse(Path(folder) / ROOT))
        self.types, self.groups, self.roots = {}, {}, {}
        for file in sorted(Path(folder).glob("*.xsd")):
            for node in etree.parse(file).getroot():
                if node.tag in (XS + "complexType", XS + "simpleType"):
                    self.types[node.get("name")] = node
                elif node.tag == XS + "group":
                    self.groups[node.get("name")] = node
                elif node.tag == XS + "element":
                    self.roots[node.get("name")] = plain(node.get("type"))

    def bases(self, kind):
        """The type and those that it extends, the most basic one first."""
        node = self.types.get(kind)
        if node is None or node.tag != XS + "complexType":
            return []
        extension = node.find(f"*/{XS}extension")
        return [*(self.bases(plain(extension.get("base"))) if extension is not None else []), node]

    def elements(self, kind):
        """Name and type of the elements in a type, in order. The name of an open place is None."""
        return [found for node in self.bases(kind) for found in self.below(node)]

    def below(self, node):
        inner = {XS + name for name in ("sequence", "choice", "complexContent", "extension")}
        for child in node.iterchildren():
            if child.tag in inner:
                yield from self.below(child)
            elif child.tag == XS + "group":
                for part in self.groups[plain(child.get("ref"))]:
                    yield from self.below(part)
            elif child.tag == XS + "element":
                yield self.element(child)

    def element(self, node):
        if node.get("ref") == "IntuitObject":
            return None, None
        name = plain(node.get("ref") or node.get("name"))
        return name, plain(node.get("type")) or self.roots.get(name)

    def attributes(self, kind):
        nodes = [node for base in self.bases(kind) for node in base.iter(XS + "attribute")]
        return {node.get("name"): plain(node.get("type")) for node in nodes}

    def has_text(self, kind):
        return any(node.find(XS + "simpleContent") is not None for node in self.bases(kind))


def plain(name):
    """A name without its prefix."""
    return name.split(":")[-1] if name else name


class Converter:
    """Turns JSON into XML."""

    def __init__(self, schema):
        self.schema = schema

    def element(self, name, kind, value):
        made = etree.Element(NAMESPACE + name)
        if kind == "IntuitAnyType":
            for inner in value["any"]:
                name = inner["name"].removeprefix(NAMESPACE)
                made.append(self.element(name, self.schema.roots.get(name, name), inner["value"]))
        elif isinstance(value, dict):
            self.members(made, kind, dict(value))
        else:
            made.text = text(value)
        return made

    def members(self, made, kind, value):
        for name in BEYOND_THE_SCHEMA.get(kind, []):
            value.pop(name, None)
        if kind == "CustomField" and not any(name.endswith("Value") for name in value):
            # The service leaves the value of an empty field out; in XML it is there, and empty.
            value["StringValue"] = ""
        if self.schema.has_text(kind) and "value" in value:
            made.text = text(value.pop("value"))
        for name in self.schema.attributes(kind):
            if name in value:
                made.set(name, text(value.pop(name)))
        for name, inner in self.schema.elements(kind):
            # An open place takes every object that the schema knows by name.
            for found in [name] if name else [member for member in value if member in self.schema.roots]:
                if found in value:
                    made.extend(self.elements(found, inner or self.schema.roots[found], value.pop(found)))
        if kind in EXTENSIONS:
            # The schema wants a place for extensions, which JSON leaves out.
            made.append(etree.Element(NAMESPACE + EXTENSIONS[kind]))
        # What the schema doesn't know stays, for the validator to complain.
        for name, left in value.items():
            made.extend(self.elements(name, None, left))

    def elements(self, name, kind, value):
        return [self.element(name, kind, one) for one in (value if isinstance(value, list) else [value])]


def text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def place(path):
    """A place in a reply, without prefixes and positions."""
    return re.sub(r"ns\d+:|\[\d+\]", "", path)


def main(folder):
    schema = Schema(folder)
    converter, problems, checked = Converter(schema), Counter(), 0
    for line in sys.stdin:
        if line.startswith("<"):
            reply = etree.fromstring(line.encode())
        else:
            body = json.loads(line, parse_float=Decimal)
            reply = converter.element("IntuitResponse", "IntuitResponse", body)
        if not schema.validator.validate(reply):
            problems.update({f"{place(error.path)}: {error.message}" for error in schema.validator.error_log})
        checked += 1
    for problem, count in problems.most_common():
        print(f"{count} x {problem.replace(NAMESPACE, '')}")
    print(f"{checked} replies checked, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
