# SPDX-License-Identifier: Apache-2.0
"""uWSGI and Retort side by side, with one nginx in front of both."""

import contextlib
import os
import random
import shutil
import socket
import subprocess
from pathlib import Path

import retorttest
import wire
from differential_requests import HTTP, PACKET, THROUGH_NGINX, facts
from differential_variants import FILES, HTTP_PORT, HTTP_SOCKET, UWSGI_PORT, UWSGI_SOCKET
from test_frontends import NGINX, UWSGI_PARAMS, Front

UWSGI = shutil.which("uwsgi", path=retorttest.SYSTEM_PATH)
WHO = ("uwsgi", "retort")
NGINX_MAIN = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/front.log crit;
{user}
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  client_max_body_size 50m; uwsgi_buffer_size 32k; uwsgi_buffers 8 32k;
  {servers}
}}
"""
NGINX_SERVER = """\
  server {{
    listen 127.0.0.1:{port};
    location / {{ include {params}; uwsgi_pass {upstream}; }}
  }}
"""


class Ports:
    """Free ports that the system gives to nobody who only connects, so that they stay free from one server to the next."""

    def __init__(self):
        lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
        self.candidates = random.sample(range(10_000, max(lowest, 12_000)), 1_000)

    def take(self):
        while True:
            port = self.candidates.pop()
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("", port))
                    return port
                except OSError:
                    continue


class Places:
    """Where one of the two servers of a lane listens, and nginx in front of it. They stay for all variants."""

    def __init__(self, folder, ports):
        folder.mkdir()
        self.names = {HTTP_PORT: str(ports.take()), UWSGI_PORT: str(ports.take()),
                      HTTP_SOCKET: str(folder / "h.sock"), UWSGI_SOCKET: str(folder / "u.sock")}
        self.front_ports = {UWSGI_PORT: ports.take(), UWSGI_SOCKET: ports.take()}

    def address(self, name):
        value = self.names[name]
        return ("127.0.0.1", int(value)) if value.isdigit() else value

    def nginx(self):
        upstreams = {UWSGI_PORT: f"127.0.0.1:{self.names[UWSGI_PORT]}", UWSGI_SOCKET: f"unix:{self.names[UWSGI_SOCKET]}"}
        return "".join(NGINX_SERVER.format(port=port, params=UWSGI_PARAMS, upstream=upstreams[name])
                       for name, port in self.front_ports.items())


def start_nginx(folder, places):
    user = "user root;" if os.getuid() == 0 else ""
    configuration = NGINX_MAIN.format(folder=folder, user=user, servers="".join(place.nginx() for place in places))
    return Front(folder, NGINX, configuration, places[0].front_ports[UWSGI_SOCKET])


def write_files(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            subprocess.run([retorttest.python_for_apps(), "-m", "venv", "--without-pip", path], check=True)
        else:
            path.write_text(content)


class Pair:
    """Both servers on one variant. A context; what Retort leaves behind or complains of fails at its end."""

    def __init__(self, case, lane, variant, folder):
        self.case = case
        self.lane = lane
        self.variant = variant
        self.folder = folder
        self.uwsgi = self.retort = None

    def __enter__(self):
        self.write_project()
        try:
            self.start()
            for who in WHO:
                retorttest.eventually(lambda who=who: self.is_ready(who), 30, f"an answer of {who} for “{self.variant.name}”")
        except BaseException:
            self.end()
            self.retort.kill_everything()
            raise
        return self

    def __exit__(self, kind, *_):
        self.end()
        if kind is None:
            self.retort.stop()
        else:
            self.retort.kill_everything()
        return False

    def write_project(self):
        write_files(self.folder, {**({} if self.variant.only_own_files else FILES), **self.variant.files})
        (self.folder / "uwsgi.ini").write_bytes(self.variant.file().encode())

    def environment(self, who):
        return {**self.case.environment(), "PYTHONPATH": str(retorttest.APPS), "PYTHONHASHSEED": "0", **self.lane[who].names, **self.variant.env}

    def start(self):
        ini = "uwsgi.ini" + (f":{self.variant.section}" if self.variant.section else "")
        with open(self.folder / "uwsgi.log", "wb") as log:
            self.uwsgi = subprocess.Popen([UWSGI, "--ini", ini], cwd=self.folder, env=self.environment("uwsgi"),
                                          stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self.retort = self.case.start("--ini", ini, cwd=self.folder, env=self.environment("retort"))
        self.retort.expect_in_log("Traceback", "raised on purpose")

    def end(self):
        if self.uwsgi is not None:
            retorttest.end_uwsgi(self.uwsgi)
        for name in (HTTP_SOCKET, UWSGI_SOCKET):
            Path(self.lane["uwsgi"].names[name]).unlink(missing_ok=True)

    def is_ready(self, who):
        process, log = ((self.uwsgi, self.folder / "uwsgi.log") if who == "uwsgi" else (self.retort.process, self.retort.log_path))
        if process.poll() is not None:
            raise AssertionError(f"{who} ended with {process.returncode} for “{self.variant.name}”:\n{log.read_text(errors='replace')}")
        places = self.lane[who]
        try:
            if self.variant.http:
                return wire.fetch(places.address(self.variant.http)).status
            return wire.uwsgi_fetch(places.address(self.variant.uwsgi)).status
        except (OSError, wire.Closed):
            return False

    def entrances(self):
        if self.variant.http:
            yield HTTP
        if self.variant.uwsgi:
            yield from (PACKET, THROUGH_NGINX)

    def ask(self, request, entrance):
        """The facts of both answers. Both are asked before either is waited for."""
        sent = [self.send(request, entrance, who) for who in WHO]
        return tuple(self.receive(request, client, own) for client, own in sent)

    def send(self, request, entrance, who):
        client = wire.Wire(self.address(entrance, who))
        own = self.own_values(who, client)
        with contextlib.suppress(ConnectionError):  # an answer may be there all the same
            client.send(request.as_packet() if entrance == PACKET else request.as_http())
        return client, own

    def receive(self, request, client, own):
        with client:
            try:
                answer = client.response(request.method)
                if request.close and (request.method == "HEAD" or answer.status in (204, 304)):
                    answer.body = client.rest()  # which may not be there
            except (wire.Closed, ConnectionError):
                answer = None
        return facts(answer, own)

    def address(self, entrance, who):
        places = self.lane[who]
        if entrance == THROUGH_NGINX:
            return "127.0.0.1", places.front_ports[self.variant.uwsgi]
        return places.address(self.variant.http if entrance == HTTP else self.variant.uwsgi)

    def own_values(self, who, client):
        """A function that puts words in place of what only this server or this connection has."""
        own = {value: f"({name})" for name, value in self.lane[who].names.items()}
        ports = {}
        if client.socket.family == socket.AF_INET:
            listener, port = client.socket.getpeername()[1], client.socket.getsockname()[1]
            ports = {"environ SERVER_PORT": {str(listener): "(the port of the listener)"},
                     "environ REMOTE_PORT": {str(socket.htons(port)): "(the port of the client, its bytes swapped)",
                                             str(port): "(the port of the client)"}}

        def replaced(key, value):
            if key in ports and value[1] in ports[key]:
                return ["str", ports[key][value[1]]]
            if isinstance(value, str):
                for mine, word in own.items():
                    value = value.replace(mine, word)
            return value
        return replaced
