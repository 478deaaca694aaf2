# SPDX-License-Identifier: Apache-2.0
"""Finds the WSGI callable in a module: by name, or by the rules of UWSGI.md section 5.6 when none is given."""

import sys

USUAL_NAMES = ("callable", "application", "app")
FACTORY_NAMES = ("create_app", "make_app")

# Frameworks whose application objects can be told by their type: (module of the class, class) -> name.
FRAMEWORKS = {
    ("flask.app", "Flask"): "Flask",
    ("quart.app", "Quart"): "Quart",
    ("django.core.handlers.wsgi", "WSGIHandler"): "Django",
    ("bottle", "Bottle"): "Bottle",
    ("falcon.app", "App"): "Falcon",
    ("falcon.app", "API"): "Falcon",
    ("pyramid.router", "Router"): "Pyramid",
    ("cherrypy._cptree", "Tree"): "CherryPy",
    ("dash.dash", "Dash"): "Dash",
    ("webpy", "application"): "web.py",
    ("starlette.applications", "Starlette"): "Starlette",
    ("fastapi.applications", "FastAPI"): "FastAPI",
    ("django.core.handlers.asgi", "ASGIHandler"): "Django (ASGI)",
}
ASGI = {"Starlette", "FastAPI", "Quart", "Django (ASGI)"}
SCANNED = {"Flask", "Django", "Bottle", "Falcon", "Pyramid", "Dash"}  # found whatever their variable is called


class Found:
    def __init__(self, callable_, name, module, reason=""):
        self.callable = callable_
        self.name = name
        self.framework = framework_of(callable_)
        self.file = file_of(module)
        self.reason = reason


def find(module, wanted):
    """The application in `module`. `wanted`: "name", "name.attribute", "factory()" or ''. Raises LoadFailure."""
    if wanted.endswith("()"):
        return _checked(_made_by(module, wanted[:-2]), wanted, module)
    if wanted:
        return _named(module, wanted)
    for name in USUAL_NAMES:
        candidate = module.__dict__.get(name)
        if candidate is not None and callable(candidate):
            reason = "" if name == "application" else "Chose \"%s\" in %s." % (name, module.__name__)
            return _checked(candidate, name, module, reason)
    return _only_candidate(module) or _factory(module) or _nothing(module)


def _named(module, name):
    from .loader import LoadFailure
    value = module
    for part in name.split("."):
        value = getattr(value, part, None)
        if value is None:
            raise LoadFailure("no-callable", "%s has no \"%s\".%s" % (_what(module), name, _suggestion(module)),
                              file=file_of(module), candidates=candidates(module))
    if not callable(value):
        raise LoadFailure("no-callable", "\"%s\" in %s is a %s and cannot be called as a WSGI application."
                          % (name, _what(module), type(value).__name__), file=file_of(module), candidates=candidates(module))
    if name in FACTORY_NAMES and _is_factory(value):
        return _checked(_made_by(module, name), name + "()", module,
                        "\"%s\" is a factory, so it was called. To say so: %s:%s()." % (name, module.__name__, name))
    return _checked(value, name, module)


def _only_candidate(module):
    from .loader import LoadFailure
    found = {}
    for name, value in list(module.__dict__.items()):
        if framework_of(value) in SCANNED and not isinstance(value, type):
            found.setdefault(id(value), (name, value))
    if len(found) > 1:
        names = [name for name, _ in found.values()]
        raise LoadFailure("several", "%s has several applications: %s. Say which one: --callable %s."
                          % (_what(module), ", ".join(names), names[0]), file=file_of(module), candidates=candidates(module))
    for name, value in found.values():
        return _checked(value, name, module, "Chose \"%s\" in %s: the only application there." % (name, module.__name__))
    return None


def _factory(module):
    for name in FACTORY_NAMES:
        value = module.__dict__.get(name)
        if callable(value) and _is_factory(value):
            return _checked(_made_by(module, name), name + "()", module, "Called %s() in %s." % (name, module.__name__))
    return None


def _is_factory(value):
    """Whether it can be called without arguments."""
    code = getattr(value, "__code__", None)
    if code is None:
        return True
    return code.co_argcount - len(getattr(value, "__defaults__", None) or ()) <= 0


def _made_by(module, name):
    from .loader import LoadFailure
    factory = getattr(module, name, None)
    if not callable(factory):
        raise LoadFailure("factory", "%s has no function \"%s\"." % (_what(module), name), file=file_of(module),
                          candidates=candidates(module))
    made = factory()
    if not callable(made):
        raise LoadFailure("factory", "%s() in %s returned %s, which is no WSGI application: does it lack a return?"
                          % (name, _what(module), "None" if made is None else "a " + type(made).__name__), file=file_of(module))
    return made


def _nothing(module):
    from .loader import LoadFailure
    raise LoadFailure("no-callable", "%s has no WSGI application: looked for %s, a Flask or other WSGI object, and %s.%s"
                      % (_what(module), ", ".join(USUAL_NAMES), " and ".join(name + "()" for name in FACTORY_NAMES),
                         _suggestion(module)), file=file_of(module), candidates=candidates(module))


def _checked(value, name, module, reason=""):
    from .loader import LoadFailure
    framework = framework_of(value)
    if framework in ASGI:
        raise LoadFailure("asgi", "\"%s\" in %s is a %s application, which speaks ASGI; Retort serves WSGI."
                          % (name, _what(module), framework), file=file_of(module))
    if framework == "Dash":
        value = value.server
    return Found(value, name, module, reason)


def candidates(module):
    """What in a module could be meant: [{name, kind, file, line}]."""
    result = []
    for name, value in list(module.__dict__.items()):
        if name.startswith("_") or len(result) >= 20:
            continue
        framework = framework_of(value)
        code = getattr(value, "__code__", None)
        if framework in SCANNED:
            result.append({"name": name, "kind": framework, "file": file_of(module), "line": 0})
        elif code is not None and value.__module__ == module.__name__ and code.co_argcount == 2:
            result.append({"name": name, "kind": "function", "file": code.co_filename, "line": code.co_firstlineno})
        elif code is not None and name in FACTORY_NAMES:
            result.append({"name": name + "()", "kind": "factory", "file": code.co_filename, "line": code.co_firstlineno})
    return result


def framework_of(value):
    try:
        for kind in type(value).__mro__:
            framework = FRAMEWORKS.get((kind.__module__, kind.__name__))
            if framework:
                return framework
    except Exception:  # a proxy object that answers strangely is no framework
        pass
    return ""


def file_of(module):
    return getattr(module, "__file__", None) or ""


def _what(module):
    return file_of(module) or "The module " + module.__name__


def _suggestion(module):
    names = [candidate["name"] for candidate in candidates(module)]
    return " Perhaps you mean %s." % ", ".join(names[:5]) if names else ""
