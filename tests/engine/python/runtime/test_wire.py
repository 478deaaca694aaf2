# SPDX-License-Identifier: Apache-2.0
import json
import unittest

import support

from _retort_runtime import calls, wire


class Json(unittest.TestCase):
    VALUES = [None, True, 0, -5, 1.5, "", "caf\u00e9 \U0001f600 \" \\ / \n \x00", [], {}, {"a": [1, {"b": None}]}, {"\u20ac": "x"}]

    def test_round_trip(self):
        for value in self.VALUES:
            self.assertEqual(wire.loads(wire.dumps(value)), value)

    def test_it_is_json(self):
        for value in self.VALUES:
            self.assertEqual(json.loads(wire.dumps(value)), value)

    def test_it_reads_what_others_write(self):
        self.assertEqual(wire.loads('{ "a" : [ 1 , "\\u00e9\u20ac\\/" ] }'.encode()), {"a": [1, "\u00e9\u20ac/"]})

    def test_what_json_does_not_know_becomes_text(self):
        self.assertEqual(wire.loads(wire.dumps({"a": object})), {"a": str(object)})


class Calls(unittest.TestCase):
    def test_a_reply_finds_its_caller(self):
        module = support.FakeModule()
        module.replies = [(wire.REPLY, wire.dumps({"id": 99, "result": 0})), (wire.REPLY, wire.dumps({"id": 1, "result": 5}))]
        module.send = lambda kind, payload: self.assertEqual(wire.loads(payload), {"id": 1, "call": "reload", "args": {"a": 1}})
        engine = calls.Engine(module)
        self.assertEqual(engine.ask("reload", a=1), 5)

    def test_an_error_is_raised(self):
        module = support.FakeModule()
        module.replies = [(wire.REPLY, wire.dumps({"id": 1, "error": "There is no cache."}))]
        with self.assertRaisesRegex(calls.EngineError, "cache_get: There is no cache."):
            calls.Engine(module).ask("cache_get")

    def test_the_end_of_the_worker_ends_the_wait(self):
        with self.assertRaisesRegex(calls.EngineError, "shutting down"):
            calls.Engine(support.FakeModule()).ask("lock", None)


if __name__ == "__main__":
    unittest.main()
