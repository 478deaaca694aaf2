# SPDX-License-Identifier: Apache-2.0
"""HTTP and uwsgi clients on plain sockets: they send exactly what they are told, right or wrong, and hide nothing of
the answer. The standard library's client would correct half of what these tests are about."""

import json
import socket
import struct
import time

PATIENCE_S = 15  # longest wait for anything that should come at once; sanitizers and a busy machine are slow


class Closed(Exception):
    """The server closed the connection before a whole answer had come."""

    def __init__(self, seen):
        super().__init__(f"closed after {seen[:200]!r}")
        self.seen = seen


class Response:
    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.head = head
        self.version, _, rest = lines[0].partition(" ")
        code, _, self.reason = rest.partition(" ")
        self.status = int(code)
        self.fields = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
        self.body = body
        self.chunks = None  # sizes, when the answer came in chunks

    def all(self, name):
        return [value for key, value in self.fields if key.lower() == name.lower()]

    def __getitem__(self, name):
        values = self.all(name)
        return values[0] if values else None

    @property
    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.version} {self.status} {self.reason} {self.fields} {self.body[:300]!r}>"


class Wire:
    """One connection to a TCP address (host, port) or to the path of a Unix socket."""

    def __init__(self, address, timeout=PATIENCE_S):
        if isinstance(address, str):
            self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.socket.settimeout(timeout)
            self.socket.connect(address)
        else:
            self.socket = socket.create_connection(address, timeout=timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def reset(self):
        """Closes with RST, as a client does that dies."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))
        return self

    def send_slowly(self, data, pause_s=0.0):
        for index in range(len(data)):
            self.socket.sendall(data[index:index + 1])
            if pause_s:
                time.sleep(pause_s)
        return self

    def finish(self):
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def more(self):
        """Receives something into the buffer; False at the end. A reset counts as the end."""
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        self.buffer += data
        return bool(data)

    def until(self, mark):
        while mark not in self.buffer:
            if not self.more():
                raise Closed(self.buffer)
        taken, self.buffer = self.buffer.split(mark, 1)
        return taken

    def exactly(self, count):
        while len(self.buffer) < count:
            if not self.more():
                raise Closed(self.buffer)
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def rest(self):
        """Everything up to the end of the connection."""
        while self.more():
            pass
        taken, self.buffer = self.buffer, b""
        return taken

    def ended(self, within_s=PATIENCE_S):
        """True when the server closes within that time without sending anything more."""
        self.socket.settimeout(within_s)
        try:
            return not self.buffer and not self.more()
        except TimeoutError:
            return False

    def silent(self, for_s=0.3):
        """True when nothing comes, not even the end, for that long."""
        self.socket.settimeout(for_s)
        try:
            return not self.buffer and not self.more() and False
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE_S)

    def response(self, to="GET", skip_informational=True):
        while True:
            response = self._response(to)
            if not (skip_informational and 100 <= response.status < 200):
                return response

    def _response(self, to):
        response = Response(self.until(b"\r\n\r\n"), b"")
        if to == "HEAD" or response.status in (204, 304) or response.status < 200:
            return response
        if (response["Transfer-Encoding"] or "").lower() == "chunked":
            response.chunks = []
            while True:
                size = int(self.until(b"\r\n").split(b";")[0], 16)
                if size == 0:
                    while self.until(b"\r\n"):
                        pass  # trailers
                    return response
                response.chunks.append(size)
                response.body += self.exactly(size)
                if self.exactly(2) != b"\r\n":
                    raise AssertionError("a chunk is not followed by CRLF")
        elif response["Content-Length"] is not None:
            response.body = self.exactly(int(response["Content-Length"]))
        else:
            response.body = self.rest()
        return response

    def request(self, method="GET", target="/", headers=(), body=b"", version="HTTP/1.1"):
        self.send(request_bytes(method, target, headers, body, version))
        return self.response(method)


def request_bytes(method="GET", target="/", headers=(), body=b"", version="HTTP/1.1", host="localhost"):
    lines = [f"{method} {target} {version}"]
    headers = list(headers.items() if isinstance(headers, dict) else headers)
    if host and not any(name.lower() == "host" for name, _ in headers):
        lines.append(f"Host: {host}")
    lines += [f"{name}: {value}" for name, value in headers]
    if body and not any(name.lower() in ("content-length", "transfer-encoding") for name, _ in headers):
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body


def fetch(address, target="/", method="GET", headers=(), body=b"", version="HTTP/1.1", timeout=PATIENCE_S):
    """One request on a connection of its own."""
    with Wire(address, timeout) as wire:
        return wire.request(method, target, [*(headers.items() if isinstance(headers, dict) else headers),
                                             ("Connection", "close")], body, version)


def chunked(*pieces, trailers=b""):
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n" + trailers + b"\r\n"


# --- uwsgi --------------------------------------------------------------------------------------

def uwsgi_block(variables):
    pairs = variables.items() if isinstance(variables, dict) else variables
    out = b""
    for key, value in pairs:
        key = key if isinstance(key, bytes) else key.encode("latin-1")
        value = value if isinstance(value, bytes) else value.encode("latin-1")
        out += struct.pack("<H", len(key)) + key + struct.pack("<H", len(value)) + value
    return out


def uwsgi_packet(variables, body=b"", modifier1=0, modifier2=0):
    block = uwsgi_block(variables)
    return struct.pack("<BHB", modifier1, len(block), modifier2) + block + body


def uwsgi_vars(path="/", method="GET", **more):
    """What nginx's uwsgi_params send, so far as it matters."""
    path, _, query = path.partition("?")
    return {"QUERY_STRING": query, "REQUEST_METHOD": method, "CONTENT_TYPE": "", "CONTENT_LENGTH": "",
            "REQUEST_URI": path + ("?" + query if query else ""), "PATH_INFO": path, "DOCUMENT_ROOT": "/usr/share/nginx/html",
            "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_SCHEME": "http", "REMOTE_ADDR": "192.0.2.7", "REMOTE_PORT": "4711",
            "SERVER_PORT": "80", "SERVER_NAME": "example.test", "HTTP_HOST": "example.test", **more}


def uwsgi_fetch(address, path="/", method="GET", body=b"", **more):
    if body:
        more.setdefault("CONTENT_LENGTH", str(len(body)))
    with Wire(address) as wire:
        wire.send(uwsgi_packet(uwsgi_vars(path, method, **more), body))
        return wire.response(method)
