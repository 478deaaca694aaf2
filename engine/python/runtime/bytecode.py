# SPDX-License-Identifier: Apache-2.0
"""Keeps Python from running old code: its .pyc files hold the time of their source in whole seconds, so that of two saves
within one second the second would not be seen when both have the same length."""

import os
from time import time
from _frozen_importlib_external import SourceFileLoader

FRESH_SECONDS = 2.0  # a source as young as this may change again within the same second


def write_none_for_fresh_sources():
    write = getattr(SourceFileLoader, "_cache_bytecode", None)
    if write is None:
        return

    def _cache_bytecode(self, source_path, bytecode_path, data):
        try:
            if abs(time() - os.stat(source_path).st_mtime) < FRESH_SECONDS:
                return None
        except OSError:
            pass
        return write(self, source_path, bytecode_path, data)

    SourceFileLoader._cache_bytecode = _cache_bytecode
