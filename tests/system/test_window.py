#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""retort without --no-gui: the window where there is a display, a sentence where there is none; servers know no Qt Gui."""

import os
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

import retorttest

WINDOW = Path(retorttest.RETORT).with_name("retort-window")


class Starting(retorttest.RetortCase):
    def test_a_server_loads_no_gui(self):
        server = self.serve(app="probe:app").settle()
        maps = Path(f"/proc/{server.pid}/maps").read_text()
        for library in ("libQt6Gui", "libQt6Widgets", "libQt6Svg", "libX11"):
            self.assertNotIn(library, maps)

    @unittest.skipUnless(WINDOW.exists(), "built without the window")
    def test_without_a_display_it_says_so(self):
        for arguments in ((), (".",), ("-w", "app:app")):
            self.write("app.py", "def app(environ, start_response):\n    pass\n")
            code, text = self.run_retort(*arguments)
            self.assertEqual(code, 1, text)
            self.assertIn("no display", text)
            self.assertIn("--no-gui", text)

    @unittest.skipUnless(WINDOW.exists(), "built without the window")
    def test_wrong_options_are_told_in_the_terminal(self):
        code, text = self.run_retort("--httpp", ":5000")
        self.assertEqual(code, 1, text)
        self.assertIn("httpp", text)

    @unittest.skipUnless(WINDOW.exists(), "built without the window")
    def test_second_start_hands_over_and_ends(self):
        environment = {**self.environment(), "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen([retorttest.RETORT], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as first:
            try:
                retorttest.eventually(lambda: any(self.runtime.rglob("window.instance")), what="the window")
                done = subprocess.run([retorttest.RETORT, "."], cwd=self.folder, env=environment, timeout=20, check=False)
                self.assertEqual(done.returncode, 0)
                self.assertIsNone(first.poll())
                self.assertIn("retort-window", os.readlink(f"/proc/{first.pid}/exe"))
            finally:
                first.send_signal(signal.SIGTERM)
            self.assertEqual(first.wait(10), 0)
        shutil.rmtree(self.runtime / "retort", ignore_errors=True)


if __name__ == "__main__":
    retorttest.main()
