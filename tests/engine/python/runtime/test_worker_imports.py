# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
import unittest

HEAVY = {"asyncio", "typing", "dataclasses", "inspect", "json", "re", "traceback", "logging", "importlib.util", "contextlib",
         "ast", "socket", "subprocess"}


class Imports(unittest.TestCase):
    def test_a_worker_starts_without_heavy_modules(self):
        """Start-up time is a promise: what only failures need is imported when something fails."""
        script = ("import sys; before = set(sys.modules); sys.path.insert(0, %r); import support;"
                  "from _retort_runtime import worker, loader, finder, explain, environment, failure, filewrapper, uwsgi_module, dotenv;"
                  "print(*(set(sys.modules) - before))" % os.path.dirname(os.path.abspath(__file__)))
        result = subprocess.run([sys.executable, "-S", "-B", "-c", script], capture_output=True, text=True, check=True)
        self.assertEqual(HEAVY & set(result.stdout.split()), set())


if __name__ == "__main__":
    unittest.main()
