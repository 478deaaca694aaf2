# SPDX-License-Identifier: Apache-2.0
import bottle

app = bottle.Bottle()


@app.get("/")
def index():
    return bottle.template("<h1>{{greeting}}, {{name}}!</h1>", greeting="Hello", name=bottle.request.query.name or "Bottle")


@app.get("/json")
def as_json():
    return {"framework": "bottle", "path": bottle.request.path}


@app.post("/upload")
def upload():
    upload_ = bottle.request.files.get("file")
    return {"name": upload_.raw_filename, "bytes": len(upload_.file.read()), "note": bottle.request.forms.getunicode("note")}


@app.get("/fail")
def fail():
    raise RuntimeError("this bottle is empty")
