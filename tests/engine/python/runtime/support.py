# SPDX-License-Identifier: Apache-2.0
"""Makes the runtime importable without a worker: the package by its path, and a stand-in for the C++ module."""

import os
import sys
from types import ModuleType

package = ModuleType("_retort_runtime")
package.__path__ = [os.environ["RETORT_RUNTIME"]]
sys.modules["_retort_runtime"] = package


class FakeModule(ModuleType):
    """Keeps what was sent; answers calls with what the test has put into `replies`."""

    def __init__(self):
        super().__init__("_retort")
        self.version = "0.0.0"
        self.sent = []
        self.replies = []

    def send(self, kind, payload):
        self.sent.append((kind, payload))

    def next_reply(self):
        return self.replies.pop(0) if self.replies else None

    def current_request(self):
        return None


sys.modules["_retort"] = FakeModule()
