from x import (app, y as application)
"""
app = Flask()
"""
def create_app(a=(1,2), *b):
  pass
app: X = flask.Flask(__name__)
