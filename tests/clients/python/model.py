"""Prints, as JSON, what the vendors' models say of the actions named as arguments, as in `ec2:RunInstances`: the names
of their parameters on the wire, with N for an index, the paths of their answers, and the names of their filters."""

import importlib
import json
import sys
from html.parser import HTMLParser
from typing import get_args, get_type_hints


class Ec2:
    """Reads botocore's model by the rules of its serializer and parser for the protocol `ec2`."""

    def __init__(self):
        import botocore.session

        self.model = botocore.session.get_session().get_service_model("ec2")

    def action(self, name):
        operation = self.model.operation_model(name)
        return {
            "request": sorted(self.parameters(operation.input_shape)),
            "response": sorted(self.paths(operation.output_shape)),
            "filters": sorted(self.filters(operation.input_shape)),
            "request_values": self.values(self.shapes(operation.input_shape, self.parameter)),
            "response_values": self.values(self.shapes(operation.output_shape, self.element)),
        }

    def filters(self, shape):
        """Their names stand nowhere but in the documentation, one to an item of a list."""
        for member in shape.members.values() if shape else ():
            if member.name == "FilterList":
                names = FilterNames()
                names.feed(member.documentation)
                yield from names.found

    @staticmethod
    def parameter(name, member):
        spelled = member.serialization.get("name", name)
        return member.serialization.get("queryName", spelled[0].upper() + spelled[1:])

    @staticmethod
    def element(name, member):
        return member.serialization.get("name", name)

    def parameters(self, shape):
        for path, inner in self.shapes(shape, self.parameter):
            if inner.type_name not in ("structure", "list"):
                yield path

    def paths(self, shape):
        """Every path, those of structures and lists included."""
        return (path for path, _ in self.shapes(shape, self.element))

    def values(self, shapes):
        """The values that what is an enumeration can have."""
        return {path: shape.enum for path, shape in shapes if getattr(shape, "enum", None)}

    def shapes(self, shape, spell, path="", above=()):
        """Every path and what is there."""
        if path and shape is not None:
            yield path, shape
        if shape is None or shape.name in above:
            return
        above = (*above, shape.name)
        if shape.type_name == "structure":
            for name, member in shape.members.items():
                yield from self.shapes(member, spell, f"{path}.{spell(name, member)}".lstrip("."), above)
        elif shape.type_name == "list":
            # A list or two do not say what their elements are called; clients do not look.
            inner = "N" if spell is self.parameter else shape.member.serialization.get("name", "item")
            yield from self.shapes(shape.member, spell, f"{path}.{inner}", above)


class Named(Ec2):
    """The same for services whose names on the wire are the model's own: Query and AWS JSON."""

    def __init__(self, service):
        import botocore.session

        self.model = botocore.session.get_session().get_service_model(service)

    @staticmethod
    def parameter(name, member):
        return name

    element = parameter


class FilterNames(HTMLParser):
    """The first `<code>` of each item of the outer list; lists within tell the values."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.depth = 0
        self.awaited = self.inside = False

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "ul"
        self.awaited |= tag == "li" and self.depth == 1
        self.inside = tag == "code" and self.awaited

    def handle_endtag(self, tag):
        self.depth -= tag == "ul"
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)
            self.awaited = False


class Alibaba:
    """Fills the SDK's classes with something everywhere, the name of its type, and looks at what they write."""

    def __init__(self, sdk):
        self.models = importlib.import_module(f"{sdk}.models")

    def action(self, name):
        request, response = (self.filled(f"{name}{kind}").to_map() for kind in ("Request", "ResponseBody"))
        leaves = {path for path, leaf in self.flat(request) if leaf}
        kinds = {path: leaf or "" for path, leaf in self.flat(response)}
        return {"request": sorted(leaves), "response": sorted(kinds), "kinds": kinds, "filters": []}

    def filled(self, kind):
        if isinstance(kind, str):
            kind = getattr(self.models, kind)
        if not hasattr(kind, "to_map"):
            # A list, or a plain value.
            return [self.filled(inner) for inner in get_args(kind)[:1]] if get_args(kind) else getattr(kind, "__name__", "Any")
        hints = get_type_hints(kind.__init__)
        return kind(**{name: self.filled(inner) for name, inner in hints.items()})

    def flat(self, value, path=""):
        """Every path, and the type of what stands there if that is plain."""
        if path:
            yield path, None if isinstance(value, (dict, list)) else value
        if isinstance(value, list):
            value = {"N": inner for inner in value}
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from self.flat(inner, f"{path}.{name}".lstrip("."))


clouds = {"ec2": Ec2(), **{service: Named(service) for service in ("cloudwatch", "iam", "ssm", "sts")},
          "ecs": Alibaba("alibabacloud_ecs20140526"), "vpc": Alibaba("alibabacloud_vpc20160428"),
          "cms": Alibaba("alibabacloud_cms20190101")}
names = [argument.split(":") for argument in sys.argv[1:]]
print(json.dumps({f"{cloud}:{name}": clouds[cloud].action(name) for cloud, name in names}))
