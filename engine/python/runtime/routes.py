# SPDX-License-Identifier: Apache-2.0
"""Which rules the app answers by, for the Routes tab: read from Flask's URL map. Only attributes are read; whatever is odd
about an app, its routes are left out and it is loaded all the same."""

import sys

MOST = 5000        # rules told; how many there are is told too
_MOST_TEXT = 1000  # characters of a rule or a name
_MOST_WRAPPERS = 50


def report(apps):
    """Of the payload of a Ready frame: {source, total, routes: [{mount, rule, endpoint, methods, arguments, file, line, view}]}"""
    found, total, source = [], 0, ""
    for app in apps:
        try:
            rules = _flask_rules(app.callable)
            if rules is None:
                continue
            source = "flask"
            total += len(rules)
            views = getattr(app.callable, "view_functions", {})
            for rule in rules[:MOST - len(found)]:
                found.append(_route(app.mountpoint.rstrip("/"), rule, views))
        except Exception as problem:  # an app that poses as Flask
            sys.stderr.write("retort: the routes of %s are not shown: %s\n" % (app.module, problem))
    return {"source": source, "total": total, "routes": found}


def _flask_rules(callable_):
    flask = getattr(sys.modules.get("flask"), "Flask", None)
    if not isinstance(flask, type) or not isinstance(callable_, flask):
        return None
    # Not iter_rules(), which sorts: that is for the first request to do.
    return [rule for rule in callable_.url_map._rules if not getattr(rule, "build_only", False)]


def _route(mount, rule, views):
    view = views.get(rule.endpoint) if isinstance(views, dict) else None
    file, line, name = place_of(view)
    prefix = getattr(rule, "subdomain", None) or getattr(rule, "host", None)
    return {
        "mount": mount,
        "host": _text(prefix or ""),
        "rule": _text(rule.rule),
        "endpoint": _text(rule.endpoint),
        "methods": sorted(map(_text, rule.methods)) if rule.methods is not None else [],
        "arguments": sorted(map(_text, rule.arguments)),
        "strictSlashes": bool(getattr(rule, "strict_slashes", True)),
        "websocket": bool(getattr(rule, "websocket", False)),
        "file": file,
        "line": line,
        "view": name,
    }


def place_of(view):
    """(file, line, name) of the function or class a person wrote, behind decorators; ("", 0, "") when it cannot be told."""
    for _ in range(_MOST_WRAPPERS):
        inner = getattr(view, "view_class", None)  # Flask's View.as_view()
        if isinstance(inner, type):
            return _place_of_class(inner)
        inner = _instance_dict(view).get("__wrapped__") or getattr(view, "__func__", None)
        if inner is None and type(view).__name__ == "partial" and type(view).__module__ == "functools":
            inner = view.func
        if inner is None:
            break
        view = inner
    code = getattr(view, "__code__", None)
    if code is None:
        return ("", 0, "") if view is None or isinstance(view, type) else _place_of_class(type(view))
    return _text(code.co_filename), code.co_firstlineno, _text(getattr(view, "__qualname__", ""))


def _instance_dict(value):
    found = getattr(value, "__dict__", None)
    return found if isinstance(found, dict) else {}


def _place_of_class(cls):
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    line = vars(cls).get("__firstlineno__", 0)  # Python 3.13
    if not line:
        lines = [value.__code__.co_firstlineno for value in vars(cls).values() if getattr(value, "__code__", None) is not None]
        line = min(lines, default=0)
    return (_text(file) if isinstance(file, str) else "", line, _text(cls.__qualname__))


def _text(value):
    return str(value)[:_MOST_TEXT]
