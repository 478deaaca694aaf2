# SPDX-License-Identifier: Apache-2.0
import contextlib
import contextvars
import io
import logging
import os
import re
import select
import tempfile
import threading
import unittest

import support  # noqa: F401  makes the runtime importable

from _retort_runtime import streams

CHUNK = re.compile(rb"\x1enonce:([0-9a-f]+):([oe]):([^:]*):([^:]*):(\d+)\x1f")


def chunks(wire):
    """[(request, level, logger, text)]: request 0 for what is not marked."""
    found = []
    while wire:
        mark = CHUNK.match(wire)
        if mark is None:
            end = wire.find(b"\x1e")
            end = len(wire) if end < 0 else end
            found.append((0, "", "", wire[:end]))
            wire = wire[end:]
            continue
        end = mark.end() + int(mark[5])
        found.append((int(mark[1], 16), mark[3].decode(), mark[4].decode(), wire[mark.end():end]))
        wire = wire[end:]
    return found


class Stream(unittest.TestCase):
    def setUp(self):
        self.reader, writer = os.pipe()
        os.set_blocking(self.reader, False)
        self.below = os.fdopen(writer, "w", encoding="utf-8")
        self.marked = streams._MarkedStream(self.below, "<stdout>", "o", "nonce")
        self.text = io.TextIOWrapper(self.marked, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)
        self.addCleanup(os.close, self.reader)
        self.addCleanup(self.below.close)
        self.addCleanup(streams.request.set, 0)
        streams._streams.append(self.marked)
        self.addCleanup(streams._streams.remove, self.marked)

    def wire(self):
        pieces = []
        with contextlib.suppress(BlockingIOError):
            while not pieces or pieces[-1]:
                pieces.append(os.read(self.reader, 65536))
        return b"".join(pieces)

    def texts(self):
        return [(number, text) for number, _, _, text in chunks(self.wire())]

    def test_outside_of_requests_lines_go_out_as_they_are(self):
        print("one", "two", file=self.text)
        self.text.write("three\nfo")
        self.assertEqual(self.wire(), b"one two\nthree\n")
        self.text.flush()
        self.assertEqual(self.wire(), b"fo")
        self.text.write("ur\n")
        self.assertEqual(self.wire(), b"ur\n")

    def test_lines_of_a_request_are_marked(self):
        streams.request.set(0x2a)
        print("one", "two", file=self.text)
        print("grün\udc80", file=self.text)
        self.assertEqual(self.texts(), [(0x2a, b"one two\n"), (0x2a, "grün\\udc80\n".encode())])

    def test_a_print_is_one_write(self):
        streams.request.set(1)
        print("a", "b", "c", end="!\n", file=self.text)
        self.assertEqual(self.texts(), [(1, b"a b c!\n")])

    def test_threads_do_not_mix_their_pieces(self):
        go = [threading.Barrier(3) for _ in range(4)]

        def work(number):
            streams.request.set(number)
            for barrier, piece in zip(go, ("%d-" % number, "%d-" % number, "end\n", "")):
                barrier.wait()
                self.text.write(piece)

        threads = [threading.Thread(target=work, args=(number,)) for number in (1, 2, 3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(self.texts()), [(1, b"1-1-end\n"), (2, b"2-2-end\n"), (3, b"3-3-end\n")])

    def test_the_context_decides(self):
        streams.request.set(5)
        context = contextvars.copy_context()
        streams.request.set(0)
        for run, expected in ((lambda: context.run(print, "x", file=self.text), 5), (lambda: print("x", file=self.text), 0)):
            thread = threading.Thread(target=run)
            thread.start()
            thread.join()
            self.assertEqual(self.texts(), [(expected, b"x\n")])

    def test_the_end_of_a_request_ends_its_line(self):
        streams.request.set(7)
        self.text.write("no end")
        streams.request_ended()
        self.assertEqual(self.texts(), [(7, b"no end\n")])
        streams.request.set(8)
        self.text.write("flushed")
        self.text.flush()
        self.assertEqual(self.texts(), [(8, b"flushed")])
        streams.request_ended()
        self.assertEqual(self.texts(), [(8, b"\n")])
        streams.request.set(9)
        print("whole", file=self.text)
        streams.request_ended()
        self.assertEqual(self.texts(), [(9, b"whole\n")])
        self.assertEqual(streams.request.get(), 0)

    def test_long_lines_go_in_pieces_a_pipe_takes_whole(self):
        streams.request.set(3)
        line = "x" * 20_000
        print(line, file=self.text)
        wire = self.wire()
        self.assertEqual(b"".join(text for _, _, _, text in chunks(wire)), line.encode() + b"\n")
        self.assertTrue(all(len(piece) < 4096 for piece in wire.split(b"\x1e")))

    def test_many_pieces_do_not_wait_for_ever(self):
        streams.request.set(3)
        for _ in range(2_000):
            self.text.write("0123456789")
        self.assertGreater(len(b"".join(text for _, text in self.texts())), 10_000)
        self.assertLess(sum(map(len, self.marked.unfinished[self.marked.key()])), 16 * 1024)

    def test_beginnings_of_lines_are_bounded(self):
        for number in range(1, 1_000):
            streams.request.set(number)
            self.text.write("begin %d" % number)
        self.assertLessEqual(len(self.marked.unfinished), streams.MOST_KEYS)
        self.assertIn((1, b"begin 1"), self.texts())

    def test_nothing_begins_no_line(self):
        streams.request.set(1)
        print("", end="", file=self.text)
        self.text.buffer.write(b"")
        streams.request_ended()
        self.assertEqual(self.wire(), b"")

    def test_bytes_of_any_kind(self):
        streams.request.set(1)
        for data in (b"bytes\n", bytearray(b"array\n"), memoryview(b"view\n"), memoryview(b"a_b_\n_"[::2])):
            self.assertEqual(self.text.buffer.write(data), len(bytes(data)))
        self.text.buffer.flush()
        self.assertEqual(b"".join(text for _, text in self.texts()), b"bytes\narray\nview\nab\n")

    def test_no_marks_once_the_descriptor_leads_elsewhere(self):
        streams.request.set(1)
        print("to the pipe", file=self.text)
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), self.below.fileno())
            print("to the file", file=self.text)
            file.seek(0)
            self.assertEqual(file.read(), b"to the file\n")
        self.assertEqual(self.texts(), [(1, b"to the pipe\n")])

    def test_a_closed_descriptor_is_an_error_of_print(self):
        streams.request.set(1)
        spare = os.dup(self.below.fileno())
        os.close(self.below.fileno())
        with self.assertRaises(OSError):
            print("nowhere", file=self.text)
        os.dup2(spare, self.below.fileno())
        os.close(spare)

    def test_a_full_pipe_that_does_not_block(self):
        os.set_blocking(self.below.fileno(), False)
        taken = []

        def read():
            while not b"".join(taken).endswith(b"end\n"):
                select.select((self.reader,), (), (), 10)
                taken.append(self.wire())
        reader = threading.Thread(target=read)
        streams.request.set(1)
        for number in range(20):
            if number == 5:  # before the pipe is full
                reader.start()
            print("x" * 7_000, file=self.text)
        print("end", file=self.text)
        reader.join()
        whole = b"".join(text for _, _, _, text in chunks(b"".join(taken)))
        self.assertEqual(whole, (b"x" * 7_000 + b"\n") * 20 + b"end\n")

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_a_forked_child_prints_nothing_of_others(self):
        started, finish = threading.Event(), threading.Event()

        def other():
            streams.request.set(2)
            self.text.write("of the other")
            started.set()
            finish.wait()
            self.text.write(" thread\n")
        thread = threading.Thread(target=other)
        thread.start()
        started.wait()
        streams.request.set(1)
        child = os.fork()
        if child == 0:
            streams._forget_others()  # registered by install()
            print("of the child", file=self.text)
            self.text.flush()
            os._exit(0)
        os.waitpid(child, 0)
        finish.set()
        thread.join()
        self.assertEqual(self.texts(), [(1, b"of the child\n"), (2, b"of the other thread\n")])

    def test_it_is_a_standard_stream(self):
        self.assertEqual(self.text.fileno(), self.below.fileno())
        self.assertEqual((self.text.encoding, self.text.errors, self.text.name), ("utf-8", "backslashreplace", "<stdout>"))
        self.assertFalse(self.text.isatty() or self.text.readable() or self.text.seekable())
        self.text.reconfigure(line_buffering=True, encoding="latin-1")
        print("ü", file=self.text)
        self.assertEqual(self.wire(), b"\xfc\n")
        os.write(self.text.fileno(), b"raw\n")
        self.text.buffer.raw.write(b"raw too\n")
        self.assertEqual(self.wire(), b"raw\nraw too\n")
        again = io.TextIOWrapper(self.text.detach(), encoding="utf-8")
        again.write("wrapped\n")
        again.close()
        self.assertEqual(self.wire(), b"wrapped\n")
        with self.assertRaises(ValueError):
            self.marked.write(b"x")

    def test_records_of_logging(self):
        handler = logging.StreamHandler(self.text)
        logger = logging.getLogger("shop.views")
        logger.propagate = False
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        streams.follow_logging()
        streams.request.set(4)
        logger.warning("a\nb")
        print("after", file=self.text)
        logging.addLevelName(35, "odd: \x1f ü")
        logger.log(35, "c")
        self.assertEqual(chunks(self.wire()), [(4, "WARNING", "shop.views", b"a\nb\n"), (4, "", "", b"after\n"),
                                               (4, "odd_____", "shop.views", b"c\n")])


if __name__ == "__main__":
    unittest.main()
