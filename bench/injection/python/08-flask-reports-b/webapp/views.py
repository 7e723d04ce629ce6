from flask import Blueprint, abort, jsonify, request

from .queries import revenue

bp = Blueprint("reports", __name__)


@bp.route("/revenue", methods=["GET", "POST"])
def revenue_view():
    region = request.values.get("region")
    since = request.args.get("since", "2024-01-01")
    if not region:
        abort(400)
    return jsonify([dict(r) for r in revenue(region, since=since)])
