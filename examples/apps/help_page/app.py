"""A small web page: a guide to suspicious messages, and how far a car travels before it stops.

Run it: flask --app examples/apps/help_page/app.py run

Every page is made on the server and works without a script. Answers travel in the body of a form
and back; none is kept, logged or put into an address, and no cookie is set.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import Flask, Response, abort, render_template, request

from safetykit.content import Ending, Guide, Jurisdiction, walk
from safetykit.errors import InputError
from safetykit.plugins.road_safety import Surface, stopping_distance
from safetykit.toolkit import Toolkit

GUIDE = "fraud_prevention.is_this_a_scam"
SPEEDS = (20, 30, 40, 50, 60, 70)
MAX_ANSWERS = 20
MAX_BYTES = 20_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def create_app(today: Callable[[], dt.date] = dt.date.today) -> Flask:
    """Make the application.

    Args:
        today: Where the day comes from, for which pages are made.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    toolkit = Toolkit.built_in()

    def find_guide(nation: str) -> Guide:
        pages = toolkit.guides(jurisdiction=nation, as_of=today(), strict=False)
        found = [page for page in pages if isinstance(page, Guide) and page.key == GUIDE]
        return found[0] if found else abort(404)

    @app.get("/")
    def home() -> str:
        return render_template("home.html", nations=Jurisdiction)

    @app.route("/scam/<nation>", methods=["GET", "POST"])
    def scam(nation: str) -> str:
        guide = find_guide(nation)
        answers = request.form.getlist("answer")[: MAX_ANSWERS + 1]
        step = walk(guide, answers)
        name = "ending.html" if isinstance(step, Ending) else "question.html"
        return render_template(name, guide=guide, step=step, answers=answers)

    @app.get("/stopping")
    def stopping() -> str:
        asked = request.args.get("speed", "30"), request.args.get("surface", Surface.DRY.value)
        speed = int(asked[0]) if asked[0].isascii() and asked[0].isdigit() else 0
        found = stopping_distance(speed, surface=asked[1])
        return render_template("stopping.html", found=found, speeds=SPEEDS, surfaces=Surface)

    @app.errorhandler(InputError)
    def refuse(error: InputError) -> tuple[str, int]:
        return render_template("refused.html", error=error), 400

    @app.errorhandler(404)
    def lost(_: object) -> tuple[str, int]:
        return render_template("refused.html", error=None), 404

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app
