#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The uwsgi protocol on the wire of the running program, over TCP and a Unix socket."""

import hashlib
import struct

import retorttest
import wire
from wire import Wire, uwsgi_block, uwsgi_fetch, uwsgi_packet, uwsgi_vars


class Packets(retorttest.RetortCase):
    shared = (("--socket", "127.0.0.1:{port}", "-w", "probe:app"), {"cwd": retorttest.APPS, "uwsgi": True})

    def environ(self, path="/environ", **more):
        response = uwsgi_fetch(self.server.address, path, **more)
        self.assertEqual(response.status, 200, response)
        return {key: value for key, (_, value) in response.json().items()}

    def test_variables_of_the_front_end_count(self):
        environ = self.environ("/environ?a=b%20c", REMOTE_ADDR="203.0.113.9", HTTP_X_THING="1", HTTPS="on", SERVER_NAME="front.example")
        self.assertEqual(environ["REMOTE_ADDR"], "203.0.113.9")
        self.assertEqual(environ["SERVER_NAME"], "front.example")
        self.assertEqual(environ["QUERY_STRING"], "a=b%20c")
        self.assertEqual(environ["HTTP_X_THING"], "1")
        self.assertEqual(environ["wsgi.url_scheme"], "https")
        self.assertEqual(self.environ()["wsgi.url_scheme"], "http")

    def test_path_info_is_not_decoded_again(self):
        self.assertEqual(self.environ("/a%2Fb/%41")["PATH_INFO"], "/a%2Fb/%41")
        self.assertEqual(self.environ(PATH_INFO="/\xe4\xbd\xa0")["PATH_INFO"], "/\xe4\xbd\xa0")

    def test_script_name_is_kept(self):
        environ = self.environ(SCRIPT_NAME="/mnt", PATH_INFO="/rest")
        self.assertEqual((environ["SCRIPT_NAME"], environ["PATH_INFO"]), ("/mnt", "/rest"))

    def test_modifier_30_takes_script_name_off_path_info(self):
        with Wire(self.server.address) as client:
            client.send(uwsgi_packet(uwsgi_vars("/mnt/rest", SCRIPT_NAME="/mnt"), modifier1=30))
            environ = client.response().json()
            self.assertEqual((environ["SCRIPT_NAME"][1], environ["PATH_INFO"][1]), ("/mnt", "/rest"))

    def test_a_later_variable_wins(self):
        with Wire(self.server.address) as client:
            client.send(uwsgi_packet([*uwsgi_vars("/environ").items(), ("HTTP_X_A", "1"), ("HTTP_X_A", "2")]))
            self.assertEqual(client.response().json()["HTTP_X_A"][1], "2")

    def test_few_variables_are_enough(self):
        for variables in ({"REQUEST_METHOD": "GET"}, {"REQUEST_METHOD": "GET", "PATH_INFO": "/environ"},
                          {"REQUEST_METHOD": "GET", "PATH_INFO": "/environ", "SERVER_PROTOCOL": "HTTP/1.0"}):
            with self.subTest(variables), Wire(self.server.address) as client:
                self.assertEqual(client.send(uwsgi_packet(variables)).response().status, 200)

    def test_bodies_have_content_length_bytes(self):
        for size in (1, 1000, 65536, 3_000_000):
            with self.subTest(size):
                body = bytes(index % 251 for index in range(1000)) * (size // 1000 + 1)
                body = body[:size]
                response = uwsgi_fetch(self.server.address, "/digest", "POST", body)
                self.assertEqual(response.json(), {"bytes": size, "sha256": hashlib.sha256(body).hexdigest()})

    def test_bytes_behind_the_body_are_not_read(self):
        with Wire(self.server.address) as client:
            client.send(uwsgi_packet(uwsgi_vars("/echo", "POST", CONTENT_LENGTH="3"), b"abc" + uwsgi_packet(uwsgi_vars("/print"))))
            self.assertEqual(client.response().body, b"abc")
            client.rest()
        self.assertNotIn("to stdout", self.server.log)

    def test_byte_by_byte(self):
        with Wire(self.server.address) as client:
            client.send_slowly(uwsgi_packet(uwsgi_vars("/echo", "POST", CONTENT_LENGTH="11"), b"one by one!"))
            self.assertEqual(client.response().body, b"one by one!")

    def test_the_answer_is_http_and_the_connection_ends(self):
        with Wire(self.server.address) as client:
            client.send(uwsgi_packet(uwsgi_vars("/stream?n=3")))
            answer = client.rest()
        self.assertTrue(answer.startswith(b"HTTP/1."), answer)
        self.assertTrue(answer.endswith(b"aaaabbbbcccc"), answer)
        self.assertNotIn(b"chunked", answer.lower())
        head = uwsgi_fetch(self.server.address, "/", "HEAD")
        self.assertEqual(head.body, b"")

    def test_ping_is_answered(self):
        with Wire(self.server.address) as client:
            client.send(struct.pack("<BHB", 100, 0, 0))
            self.assertEqual(client.exactly(4)[0], 100)

    def test_control_variables_never_load_code_or_change_anything(self):
        evil = self.folder / "evil.py"
        proof = self.folder / "proof"
        evil.write_text(f"open({str(proof)!r}, 'w').close()\ndef application(e, s):\n s('200 OK', [])\n return [b'evil']\n")
        before = uwsgi_fetch(self.server.address, "/process").json()
        for variables in ({"UWSGI_FILE": str(evil), "UWSGI_APPID": "evil"}, {"UWSGI_SCRIPT": "evil"}, {"UWSGI_MODULE": "evil"},
                          {"UWSGI_SCRIPT": "evil", "UWSGI_CHDIR": str(self.folder)}, {"UWSGI_PYHOME": str(self.folder)},
                          {"UWSGI_HOME": str(self.folder)}, {"UWSGI_SETENV": "PROOF=1"}, {"UWSGI_POSTFILE": str(evil)},
                          {"UWSGI_CALLABLE": "other"}, {"UWSGI_TOUCH_RELOAD": str(evil)}):
            with self.subTest(variables):
                response = uwsgi_fetch(self.server.address, "/process", **variables)
                self.assertEqual(response.status, 200)
                after = response.json()
                self.assertEqual((after["cwd"], after["prefix"], after["env"]), (before["cwd"], before["prefix"], before["env"]))
        self.assertFalse(proof.exists())
        self.assertRegex(self.server.log, "UWSGI_FILE")
        self.assertEqual(len([line for line in self.server.log.splitlines() if "UWSGI_FILE" in line]), 1, "one line, not one a request")

    def test_broken_packets_end_the_connection_and_nothing_else(self):
        good = uwsgi_block(uwsgi_vars("/"))
        rows = {
            "an empty block": b"\x00\x00\x00\x00",
            "a value longer than the block": b"\x00\x08\x00\x00" + b"\x01\x00A\xff\x00abc",
            "a key longer than the block": b"\x00\x04\x00\x00" + b"\xff\xffAB",
            "an empty key": b"\x00\x05\x00\x00" + b"\x00\x00\x01\x00A",
            "a key without value": b"\x00\x03\x00\x00" + b"\x01\x00A",
            "one stray byte": struct.pack("<BHB", 0, len(good) + 1, 0) + good + b"\x01",
            "an unknown modifier": struct.pack("<BHB", 5, len(good), 0) + good,
            "a response": struct.pack("<BHB", 255, len(good), 0) + good,
            "a negative CONTENT_LENGTH": uwsgi_packet(uwsgi_vars("/", CONTENT_LENGTH="-1")),
            "a CONTENT_LENGTH that is no number": uwsgi_packet(uwsgi_vars("/", CONTENT_LENGTH="3x")),
        }
        for name, data in rows.items():
            with self.subTest(name), Wire(self.server.address) as client:
                try:
                    client.send(data)
                    answer = client.rest()
                except ConnectionError:
                    answer = b""
                self.assertNotIn(b" 200 ", answer[:20])
                self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1."), answer)
        self.assertEqual(uwsgi_fetch(self.server.address, "/").status, 200)
        self.assertRegex(self.server.log, r"modifier.*\b5\b")

    def test_http_on_a_uwsgi_port_is_recognised(self):
        with Wire(self.server.address) as client:
            client.send(wire.request_bytes("GET", "/"))
            answer = client.rest()
        self.assertTrue(answer.startswith(b"HTTP/1.1 400 ") and b"uwsgi" in answer.lower(), answer)

    def test_truncated_packets_time_out_without_holding_anybody(self):
        half = [Wire(self.server.address) for _ in range(20)]
        for client in half:
            client.send(uwsgi_packet(uwsgi_vars("/"))[:40])
        self.assertEqual(uwsgi_fetch(self.server.address, "/").status, 200)
        for client in half:
            client.close()


class Sizes(retorttest.RetortCase):
    def test_packets_up_to_64_kib_pass(self):
        port = retorttest.free_port()
        server = self.start("--socket", f"127.0.0.1:{port}", "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready(("127.0.0.1", port), uwsgi=True)
        response = uwsgi_fetch(server.address, "/environ", HTTP_COOKIE="c" * 60_000)
        self.assertEqual(len(response.json()["HTTP_COOKIE"][1]), 60_000)

    def test_unix_sockets_have_the_mode_that_was_asked_for(self):
        for option, mode in ((("--chmod-socket=666",), 0o666), (("--chmod-socket=660",), 0o660), (("--chmod-socket",), 0o666)):
            with self.subTest(option):
                path = self.folder / "app.sock"
                server = self.start("--socket", path, *option, "-w", "probe:app", cwd=retorttest.APPS)
                server.wait_ready(str(path), uwsgi=True)
                self.assertEqual(path.stat().st_mode & 0o777, mode)
                self.assertEqual(uwsgi_fetch(str(path), "/environ").json()["PATH_INFO"][1], "/environ")
                server.stop()
                self.assertFalse(path.exists())

    def test_abstract_sockets(self):
        name = f"retort-test-{self.folder.name}"
        server = self.start("--socket", f"@{name}", "-w", "probe:app", cwd=retorttest.APPS)
        server.wait_ready("\0" + name, uwsgi=True)
        self.assertEqual(uwsgi_fetch("\0" + name, "/").body, b"probe")


if __name__ == "__main__":
    retorttest.main()
