#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is made from the option table while building: the manual page by two formatters that warn, the completions in the
real shells, typed at a terminal, and that all of them name what the program itself names."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time
import unittest
from pathlib import Path

import retorttest

SHARE = Path(os.environ.get("RETORT_SHARE", Path(retorttest.RETORT).parents[1] / "share"))
MAN_PAGE = SHARE / "man/man1/retort.1"
COMPLETIONS = {"bash": SHARE / "bash-completion/completions/retort", "zsh": SHARE / "zsh/site-functions/_retort",
               "fish": SHARE / "fish/vendor_completions.d/retort.fish"}
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x07\x0f]")

# typed: what must be offered, what must not be.
CASES = {
    "retort --proc": ({"--processes", "--procname", "--procname-prefix"}, {"--protocol"}),
    "retort --proces": ({"--processes"}, set()),
    "retort --work": ({"--workers", "--worker-reload-mercy"}, set()),
    "retort --http": ({"--http", "--http-socket", "--http-keepalive"}, {"--https"}),
    "retort che": ({"check"}, set()),
    "retort export ng": ({"nginx"}, set()),
    "retort export ": ({"nginx", "apache", "systemd", "kubernetes", "procfile"}, {"check"}),
    "retort logs --fo": ({"--follow"}, set()),
    "retort export nginx --rep": ({"--replicas"}, set()),
    "retort check sit": ({"site.ini"}, set()),
    "retort -w sit": ({"site.ini"}, set()),
    "retort sit": ({"site.ini"}, set()),
    "retort --ini sit": ({"site.ini"}, set()),
}


class Terminal:
    """An interactive shell on a terminal of its own."""

    PROMPT = "ready> "

    def __init__(self, folder, command, environment):
        self.shown = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 160, 0, 0))

    def wait_for(self, condition, what):
        end = time.monotonic() + 20
        while not condition(self.shown):
            if time.monotonic() > end:
                raise AssertionError(f"{what} did not show; the terminal has {self.shown!r}")
            if select.select([self.fd], [], [], 0.1)[0]:
                self.shown += CONTROL.sub("", os.read(self.fd, 65536).decode(errors="replace"))

    def run(self, line):
        """Runs a line and waits for the next prompt; what it printed."""
        self.shown = ""
        os.write(self.fd, f"{line}; echo do''ne\n".encode())
        self.wait_for(lambda text: "done" in text and text.rstrip(" ").endswith(self.PROMPT.strip()), line)
        return self.shown

    def offered(self, typed, expected):
        """Types, presses TAB, and waits until all that is expected is on the screen; then drops the line."""
        self.shown = ""
        os.write(self.fd, typed.encode() + b"\t")
        try:
            self.wait_for(lambda text: expected <= words_of(text), f"{typed!r} TAB: {sorted(expected)}")
            return words_of(self.shown)
        finally:
            os.write(self.fd, b"\x15")

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def words_of(text):
    return {word.rstrip("=") for word in re.split(r"\s+", text)}


@unittest.skipUnless(COMPLETIONS["bash"].exists(), f"no completions below {SHARE}")
class Completion(retorttest.RetortCase):
    def setUp(self):
        super().setUp()
        self.write("site.ini", "[uwsgi]\nmodule = app\n")
        self.variables = {**self.environment(), "PATH": f"{Path(retorttest.RETORT).parent}:{os.environ['PATH']}", "TERM": "dumb",
                          "PS1": Terminal.PROMPT, "HOME": str(self.folder), "INPUTRC": "/dev/null", "ZDOTDIR": str(self.folder)}

    def try_all(self, shell):
        for typed, (expected, unwanted) in CASES.items():
            with self.subTest(typed):
                self.assertEqual(shell.offered(typed, expected) & unwanted, set())
                shell.run(":")

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash(self):
        shell = Terminal(self.folder, ["bash", "--noprofile", "--norc", "-i"], self.variables)
        self.addCleanup(shell.close)
        shell.run(f"source {COMPLETIONS['bash']}; bind 'set show-all-if-ambiguous on'; bind 'set enable-bracketed-paste off'; "
                  "bind 'set page-completions off'; bind 'set completion-query-items 0'")
        self.try_all(shell)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        shell = Terminal(self.folder, ["zsh", "-f", "-i"], self.variables)
        self.addCleanup(shell.close)
        shell.run(f"unsetopt listambiguous beep prompt_sp; LISTMAX=10000; PS1='{Terminal.PROMPT}'; fpath=({COMPLETIONS['zsh'].parent} $fpath); "
                  "autoload -Uz compinit; compinit -u -D")
        self.try_all(shell)

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        for typed, (expected, unwanted) in CASES.items():
            with self.subTest(typed):
                done = subprocess.run(["fish", "--no-config", "-c", f"source {COMPLETIONS['fish']}; complete -C '{typed}'"], cwd=self.folder,
                                      env=self.variables, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.stderr, "")
                offered = {line.split("\t")[0] for line in done.stdout.splitlines()}
                self.assertLessEqual(expected, offered)
                self.assertEqual(offered & unwanted, set())

    @unittest.skipUnless(shutil.which("zsh") and shutil.which("fish"), "zsh or fish is not installed")
    def test_shells_find_no_fault(self):
        for shell in ("bash", "zsh", "fish"):
            done = subprocess.run([shell, "-n", COMPLETIONS[shell]], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_shellcheck_finds_no_fault(self):
        done = subprocess.run(["shellcheck", COMPLETIONS["bash"]], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


@unittest.skipUnless(MAN_PAGE.exists(), f"no manual page below {SHARE}")
class ManPage(retorttest.RetortCase):
    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_warns_of_nothing(self):
        done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", MAN_PAGE], capture_output=True, text=True,
                              env={**os.environ, "MANWIDTH": "80", "MANROFFSEQ": "", "LC_ALL": "C.UTF-8"})
        if "minimized" in done.stdout:
            self.skipTest("man is a stand-in on this system")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for expected in ("--processes VALUE", "retort export", "EXIT STATUS", "uwsgi.ini"):
            self.assertIn(expected, re.sub(r".\x08", "", done.stdout))

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_groff_warns_of_nothing(self):
        done = subprocess.run(["groff", "-man", "-ww", "-z", "-T", "utf8", MAN_PAGE], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_warns_of_nothing(self):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", MAN_PAGE], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_is_ascii(self):
        self.assertTrue(MAN_PAGE.read_text().isascii())


@unittest.skipUnless(SHARE.exists(), f"nothing at {SHARE}")
class SameNames(retorttest.RetortCase):
    def test_all_options_are_told(self):
        code, text = self.run_retort("--help", "all")
        self.assertEqual(code, 0)
        names = re.findall(r"^ {2}(?:-\w, | {4})--([\w-]+)", text, re.M)
        self.assertGreater(len(names), 900)
        page = (SHARE / "doc/retort/options.md").read_text()
        manual = MAN_PAGE.read_text().replace("\\-", "-")
        for name in names:
            self.assertIn(f"`{name}`", page)
            self.assertIn(name, manual)

    def test_all_commands_are_told(self):
        code, text = self.run_retort("--help")
        self.assertEqual(code, 0)
        commands = re.findall(r"^ {2}retort ([a-z-]+) ", text.split("Commands:")[1], re.M)
        self.assertIn("export", commands)
        for command in commands:
            self.assertEqual(self.run_retort(command, "--help")[0], 0, command)
            self.assertIn(f"retort {command}", MAN_PAGE.read_text().replace("\\-", "-"))
            for shell, path in COMPLETIONS.items():
                self.assertIn(command, path.read_text(), shell)


if __name__ == "__main__":
    retorttest.main()
