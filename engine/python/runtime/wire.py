# SPDX-License-Identifier: Apache-2.0
"""Control frames: their numbers (engine/ipc/frames.h) and their JSON.

The json package costs 3 ms at start, most of it for regular expressions that are not needed here, so its C
parts are used directly where this Python has them as we know them.
"""

READY = 2
LOAD_FAILED = 3
CALL = 4
PREPARED = 5
MODULES = 6
IMPORTING = 7
STACKS = 8
LOAD = 16
RETIRE = 17
REPLY = 18
PREPARE = 19
STACK = 20
INTERRUPT = 21

try:
    from _json import encode_basestring_ascii, make_encoder, make_scanner

    class _Context:
        strict = True
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = float
        memo = {}

    _scan = make_scanner(_Context())
    _chunks = make_encoder(None, str, encode_basestring_ascii, None, ":", ",", False, False, True)

    def loads(payload):
        return _scan(payload.decode("utf-8"), 0)[0]

    def dumps(value):
        return "".join(_chunks(value, 0)).encode("ascii")

    if loads(dumps({"a": [1, None, "\u20ac"]})) != {"a": [1, None, "\u20ac"]}:
        raise ImportError
except (ImportError, TypeError, ValueError, StopIteration):
    def loads(payload):
        import json
        return json.loads(payload)

    def dumps(value):
        import json
        return json.dumps(value, default=str).encode("ascii")


def text(value):
    """bytes -> str for a frame: every byte a character (latin-1)."""
    return value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else str(value)
