# SPDX-License-Identifier: Apache-2.0
import os
import tempfile
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import dotenv


class Parse(unittest.TestCase):
    def check(self, text, values, problems=()):
        self.assertEqual(dotenv.parse(text), (values, list(problems)))

    def test_plain_values(self):
        self.check("A=1\nB = two words \n", {"A": "1", "B": "two words"})

    def test_export(self):
        self.check("export A=1", {"A": "1"})

    def test_comments_and_empty_lines(self):
        self.check("# all\n\nA=1 # rest\nB=a#b\n", {"A": "1", "B": "a#b"})

    def test_single_quotes_keep_everything(self):
        self.check("A='$x \\n # no'", {"A": "$x \\n # no"})

    def test_double_quotes_know_escapes(self):
        self.check('A="a\\nb\\"c" # comment', {"A": 'a\nb"c'})

    def test_quoted_values_over_lines(self):
        self.check('A="one\ntwo"\nB=3', {"A": "one\ntwo", "B": "3"})

    def test_an_empty_value(self):
        self.check("A=\nB=''", {"A": "", "B": ""})

    def test_windows_line_ends(self):
        self.check("A=1\r\nB='2'\r\n", {"A": "1", "B": "2"})

    def test_lines_that_make_no_sense_are_told(self):
        self.check("nonsense\nA=1\n=2\nB='open\n", {"A": "1"}, [1, 3, 4])

    def test_a_nul_is_refused(self):
        self.check("A=\0", {}, [1])


class Load(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.before = dict(os.environ)
        self.notes = []

    def tearDown(self):
        os.environ.clear()
        os.environ.update(self.before)
        self.folder.cleanup()

    def write(self, name, content):
        with open(os.path.join(self.folder.name, name), "w", encoding="utf-8") as file:
            file.write(content)

    def test_env_goes_before_flaskenv_and_the_environment_before_both(self):
        os.environ["A"] = "outside"
        self.write(".env", "A=env\nB=env\n")
        self.write(".flaskenv", "A=flask\nB=flask\nC=flask\n")
        dotenv.load(self.folder.name, self.notes)
        self.assertEqual([os.environ[key] for key in "ABC"], ["outside", "env", "flask"])
        self.assertEqual(self.notes, [])

    def test_variables_are_expanded(self):
        self.write(".env", "A=1\nB=${A}-${NOPE:-default}\nC='${A}'\nD=${open\n")
        dotenv.load(self.folder.name, self.notes)
        self.assertEqual([os.environ[key] for key in "BCD"], ["1-default", "${A}", "${open"])

    def test_a_file_that_is_no_text_is_told(self):
        with open(os.path.join(self.folder.name, ".env"), "wb") as file:
            file.write(b"A=\xff\xfe")
        dotenv.load(self.folder.name, self.notes)
        self.assertIn("cannot be read", self.notes[0])


if __name__ == "__main__":
    unittest.main()
