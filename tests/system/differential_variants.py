# SPDX-License-Identifier: Apache-2.0
"""The configurations that uWSGI and Retort must run alike. Both read the same file in the same folder; only the addresses,
which come from the environment, are their own."""

from typing import NamedTuple

# What each of the two is given in its environment.
HTTP_PORT, UWSGI_PORT, HTTP_SOCKET, UWSGI_SOCKET = ADDRESSES = ("DIFF_HTTP", "DIFF_UWSGI", "DIFF_HTTP_SOCKET", "DIFF_SOCKET")
HTTP_TCP = "http-socket = 127.0.0.1:$(DIFF_HTTP)\n"
UWSGI_UNIX = "socket = $(DIFF_SOCKET)\n"
UWSGI_TCP = "socket = 127.0.0.1:$(DIFF_UWSGI)\n"

SHOP = """\
import mirror
application = mirror.app("application")
app = mirror.app("app")
def make():
    return mirror.app("made")
"""
FILES = {"shop.py": SHOP, "other.py": SHOP.replace('"application"', '"other application"'), "files/a.txt": "a file\n",
         "files/index.html": "<p>an index\n"}


class Variant(NamedTuple):
    name: str
    ini: str = ""  # behind the listeners and the app
    app: str = "module = shop"
    listen: str = HTTP_TCP + UWSGI_UNIX
    http: str = HTTP_PORT  # which address speaks HTTP
    uwsgi: str = UWSGI_SOCKET  # and which uwsgi; None: none does
    plugins: str = "plugins = python3"
    text: str = ""  # the whole file, with {listen} in it
    files: dict = {}
    only_own_files: bool = False
    env: dict = {}
    section: str = ""
    without: tuple = ()  # requests left out, because uWSGI takes seconds for them

    def file(self):
        if self.text:
            return self.text.replace("{listen}", self.listen)
        return f"[uwsgi]\n{self.plugins}\n{self.listen}{self.app}\n{self.ini}\n"


def package(folder):
    return {f"{folder}/__init__.py": "", f"{folder}/web.py": SHOP}


LIBRARY = "import mirror\napplication = mirror.app({!r})\n"

VARIANTS = (
    # which app
    Variant("module"),
    Variant("module with a callable", app="module = shop:app"),
    Variant("module with a factory", app="module = shop:make()"),
    Variant("module and callable", app="module = shop\ncallable = app"),
    Variant("wsgi", app="wsgi = shop:app"),
    Variant("module in a package", app="module = web.web:app", files=package("web")),
    Variant("wsgi-file", app="wsgi-file = shop.py"),
    Variant("wsgi-file and callable", app="wsgi-file = shop.py\ncallable = app"),
    Variant("file", app="file = shop.py"),
    Variant("wsgi-file with an extension of its own", app="wsgi-file = shop.wsgi", files={"shop.wsgi": SHOP}),
    Variant("wsgi-file in a folder", app="wsgi-file = sub/entry.py", files={"sub/entry.py": SHOP}),
    Variant("module before wsgi-file", app="module = shop\nwsgi-file = other.py"),
    Variant("need-app, vacuum and die-on-term", ini="need-app = true\nvacuum = true\ndie-on-term = true"),
    # mounts
    Variant("mount", app="mount = /mnt=shop:app"),
    Variant("mount and manage-script-name", app="mount = /mnt=shop:app\nmanage-script-name = true"),
    Variant("mount of a file", app="mount = /mnt=shop.py\nmanage-script-name = true"),
    Variant("mount of a file with an extension of its own", app="mount = /mnt=shop.wsgi\nmanage-script-name = true",
            files={"shop.wsgi": SHOP}),
    Variant("mount of a factory", app="mount = /mnt=shop:make()\nmanage-script-name = true"),
    Variant("mount of a module", app="mount = /mnt=shop\nmanage-script-name = true"),
    Variant("mount of a file and a global callable", app="mount = /mnt=shop.py\ncallable = app\nmanage-script-name = true"),
    Variant("mounts", app="mount = /mnt=shop:app\nmount = /mnt/in=other:application\nmount = /files=shop:make()\n"
                          "manage-script-name = true\nsingle-interpreter = true"),
    Variant("mounts, the inner one first", app="mount = /mnt/in=other:application\nmount = /mnt=shop:app\n"
                                               "manage-script-name = true\nsingle-interpreter = true"),
    Variant("mounts without manage-script-name", app="mount = /mnt=shop:app\nmount = /files=other:app\nsingle-interpreter = true"),
    Variant("mounts in interpreters of their own", app="mount = /mnt=shop:app\nmount = /files=other:application\n"
                                                       "manage-script-name = true"),
    Variant("a default app and a mount", app="module = other\nmount = /mnt=shop:app\nmanage-script-name = true\n"
                                             "single-interpreter = true"),
    Variant("a default app and a mount without manage-script-name", app="module = other\nmount = /mnt=shop:app\n"
                                                                        "single-interpreter = true"),
    Variant("a mount of the root", app="mount = /=shop:app\nmanage-script-name = true"),
    Variant("a mount that ends with a slash", app="module = other\nmount = /mnt/=shop:app\nmanage-script-name = true\n"
                                                  "single-interpreter = true"),
    Variant("no-default-app", app="mount = /mnt=shop:app\nmanage-script-name = true\nno-default-app = true"),
    Variant("manage-script-name without a mount", ini="manage-script-name = true"),
    Variant("ignore-script-name", app="mount = /mnt=shop:app\nmodule = other\nmanage-script-name = true\nignore-script-name = true\n"
                                      "single-interpreter = true"),
    Variant("an app that cannot be loaded", app="module = broken", files={"broken.py": "import not_there\n"}),
    Variant("a callable that is not there", app="module = shop:nothing"),
    # surroundings
    Variant("env", ini="env = A=1\nenv = EMPTY=\nenv = EQUALS=a=b c\nenv = QUOTED=\"x\"\nenv = A=2"),
    Variant("env of placeholders", ini="base = /srv\nenv = ROOT=%(base)/x\nenv = WHO=$(HOME)\nenv = FOLDER=%d"),
    Variant("unenv", ini="unenv = FROM_OUTSIDE", env={"FROM_OUTSIDE": "1"}),
    Variant("env from outside", env={"FROM_OUTSIDE": "1", "LANG": "C"}),
    Variant("envdir", ini="envdir = vars", files={"vars/ONE": "first\n", "vars/TWO": "a b  \nmore\n", "vars/FROM_OUTSIDE": ""},
            env={"FROM_OUTSIDE": "1"}),
    Variant("envdir and env", ini="envdir = vars\nenv = ONE=2\nenv = THREE=3", files={"vars/ONE": "1", "vars/.four": "4"}),
    Variant("envdir and chdir", app="chdir = sub\nenvdir = vars\nmodule = inner",
            files={"vars/ONE": "outside", "sub/vars/ONE": "inside", "sub/inner.py": SHOP}),
    Variant("pythonpath", app="pythonpath = lib\nmodule = inlib", files={"lib/inlib.py": SHOP}),
    Variant("pythonpath several times", app="pythonpath = one\npp = two\npython-path = %d\nmodule = lib",
            files={"one/lib.py": LIBRARY.format("one"), "two/lib.py": LIBRARY.format("two")}),
    Variant("pythonpath with a pattern", app="pythonpath = lib*\nmodule = inlib",
            files={"lib1/inlib.py": LIBRARY.format("one"), "lib2/inlib.py": LIBRARY.format("two"), "lib2/shop.py": SHOP}),
    Variant("pythonpath before the folder", app="pythonpath = lib\nmodule = shop", files={"lib/shop.py": LIBRARY.format("in lib")}),
    Variant("chdir", app="chdir = %dsub\nmodule = inner", files={"sub/inner.py": SHOP}),
    Variant("chdir and wsgi-file", app="chdir = sub\nwsgi-file = inner.py", files={"sub/inner.py": SHOP}),
    Variant("chdir and a relative pythonpath", app="chdir = sub\npythonpath = ../lib\nmodule = inlib",
            files={"lib/inlib.py": SHOP, "sub/x": ""}),
    Variant("chdir2", ini="chdir2 = files"),
    Variant("virtualenv", ini="virtualenv = venv", files={"venv": None}),
    Variant("home with an absolute path", ini="home = %dvenv", files={"venv": None}),
    Variant("pyargv", ini="pyargv = one two"),
    Variant("import", ini="import = extra", files={"extra.py": "import os\nos.environ['EXTRA'] = 'was here'\n"}),
    Variant("optimize", ini="optimize = 1"),
    Variant("no-site", ini="no-site = true"),
    Variant("umask", ini="umask = 027"),
    # workers
    Variant("master", ini="master = true"),
    Variant("processes", ini="master = true\nprocesses = 2"),
    Variant("threads", ini="threads = 2"),
    Variant("processes and threads", ini="master = 1\nworkers = 2\nthreads = 2\nthunder-lock = true"),
    Variant("enable-threads", ini="enable-threads = true"),
    Variant("lazy-apps", ini="master = true\nlazy-apps = true"),
    Variant("single-interpreter", ini="single-interpreter = true"),
    Variant("harakiri and max-requests", ini="master = true\nharakiri = 30\nmax-requests = 5000\nreload-mercy = 5"),
    Variant("cheaper", ini="master = true\nprocesses = 3\ncheaper = 1"),
    # limits and files
    Variant("buffer-size", ini="buffer-size = 32768"),
    Variant("limit-post", ini="limit-post = 4096"),
    Variant("post-buffering", ini="post-buffering = 8192"),
    Variant("socket-timeout and listen", ini="socket-timeout = 20\nlisten = 64"),
    Variant("static-map", ini="static-map = /files=%dfiles"),
    Variant("static-map2", ini="static-map2 = /files=%d"),
    Variant("check-static", ini="check-static = %d"),
    Variant("static-index", ini="static-map = /files=%dfiles\nstatic-index = index.html"),
    Variant("wsgi-disable-file-wrapper", ini="wsgi-disable-file-wrapper = true"),
    # answers and logs
    Variant("add-header", ini="add-header = X-Added: 1\nadd-header = X-Frame-Options: DENY"),
    Variant("del-header", ini="del-header = X-A\nadd-header = X-Added: a: b"),
    Variant("route", ini="route = ^/mnt/a addheader:X-Routed: 1"),
    Variant("wsgi-env-behaviour and py-call-osafterfork", ini="wsgi-env-behaviour = holy\npy-call-osafterfork = true"),
    Variant("log-format", ini='log-format = %(addr) "%(uri)" %(status)\nlog-date = %%Y'),
    Variant("disable-logging", ini="disable-logging = true\nlog-5xx = true"),
    Variant("pidfile and procname", ini="pidfile = $(DIFF_SOCKET).pid\nprocname-prefix = shop\nauto-procname = true"),
    # listeners
    Variant("http", listen="http = 127.0.0.1:$(DIFF_HTTP)\n", plugins="plugins = http,python3", uwsgi=None),
    Variant("http and a socket", listen="http = 127.0.0.1:$(DIFF_HTTP)\n" + UWSGI_UNIX, plugins="plugins = http,python3"),
    Variant("http without a host", listen="http = :$(DIFF_HTTP)\n", plugins="plugins = http\nplugin = python3", uwsgi=None),
    Variant("http11-socket", listen="http11-socket = 127.0.0.1:$(DIFF_HTTP)\n" + UWSGI_UNIX, ini="socket-timeout = 1",
            without=("blocks", "late", "redirected")),
    Variant("protocol = http", listen="socket = 127.0.0.1:$(DIFF_HTTP)\nprotocol = http\n", uwsgi=None),
    Variant("protocol = http and a uwsgi-socket", listen="protocol = http\nsocket = 127.0.0.1:$(DIFF_HTTP)\nuwsgi-socket = $(DIFF_SOCKET)\n"),
    Variant("a Unix socket for HTTP", listen="http-socket = $(DIFF_HTTP_SOCKET)\n", http=HTTP_SOCKET, uwsgi=None),
    Variant("a TCP socket", listen=UWSGI_TCP, http=None, uwsgi=UWSGI_PORT),
    Variant("a uwsgi-socket", listen="uwsgi-socket = 127.0.0.1:$(DIFF_UWSGI)\n" + HTTP_TCP, uwsgi=UWSGI_PORT),
    Variant("chmod-socket", ini="chmod-socket = 660"),
    Variant("a host name", listen="http-socket = localhost:$(DIFF_HTTP)\n" + UWSGI_UNIX),
    # the dialect
    Variant("blanks and line ends", text="\r\n  [uwsgi]\r\n\tplugins=python3\r\n{listen}  module\t=\tshop:app  \r\n ; a remark\r\n"
                                         "# another\r\n   \r\nenv   =  A = 1 \r\nthreads=2\r\n"),
    Variant("no line end at the end", text="[uwsgi]\nplugins = python3\n{listen}module = shop\nenv = A=1"),
    Variant("keys alone", ini="master\nenable-threads\nneed-app"),
    Variant("flags in words", ini="master = false\nneed-app = OFF\nsingle-interpreter = no\nmemory-report = 0\nlazy-apps = yes"),
    Variant("the last one counts", ini="threads = 4\nthreads = 2\nmodule = shop:app"),
    Variant("a remark behind a number", ini="threads = 2 ; two\nharakiri = 30s"),
    Variant("set-placeholder and set", ini="set-placeholder = what=app\nset-ph = n=2\nset = more=3\ncallable = %(what)\nthreads = %(n)\n"
                                           "env = MORE=%(more)"),
    Variant("arithmetic", ini="n = 1\nthreads = %(n + 1)\nenv = PRODUCT=%(3 * 4)"),
    Variant("a placeholder from below", ini="env = BASE=x%(base)\nbase = /srv"),
    Variant("a percent sign", ini="env = RATE=50%%\nenv = NAME=%n%e"),
    Variant("a file as a value", ini="env = SECRET=@(secret.txt)", files={"secret.txt": "hush\n"}),
    Variant("include", ini="include = more.ini", files={"more.ini": "[uwsgi]\nenv = FROM=more\nthreads = 2\n"}),
    Variant("ini with a section", ini="ini = more.ini:second", files={"more.ini": "[uwsgi]\nenv = FROM=first\n[second]\nenv = FROM=%x\n"}),
    Variant("inherit", ini="inherit = more.ini\nenv = FROM=here", files={"more.ini": "[uwsgi]\nenv = FROM=more\n"}),
    Variant("another section", text="[uwsgi]\nmodule = nothing\n[shop]\nplugins = python3\n{listen}module = shop:app\nenv = A=%x\n",
            section="shop"),
    Variant("a section of the same file", text="[uwsgi]\nini = :base\n{listen}module = shop\n[base]\nplugins = python3\nenv = A=base\n"),
    Variant("if-env", ini="if-env = SHOP\nenv = SEEN=%(_)\nendif =\nif-not-env = NONE\nenv = NONE=none\nendif =\nif-env = NONE\n"
                          "callable = nothing\nendif =", env={"SHOP": "open"}),
    Variant("if-exists and if-opt", ini="if-exists = files\nenv = SEEN=%(_)\nendif =\nif-opt = nothing\ncallable = nothing\nend =\n"
                                        "if-not-dir = nowhere\nthreads = 2\nendif ="),
    Variant("for", ini="for = a b c\nenv = X_%(_)=%(_)\nendfor =\nfor-times = 2\nenv = N%(_)=1\nendfor ="),
    Variant("strict", ini="strict = true\nset-placeholder = a=1\nenv = A=%(a)"),
    Variant("options of the environment", ini="master = true", env={"UWSGI_THREADS": "2", "UWSGI_CALLABLE": "app"}),
    Variant("an unknown key", ini="vaccum = true\nbase = /srv"),
)
