from chalice import BadRequestError, Chalice

from chalicelib.devices import find_devices

app = Chalice(app_name="devices")


@app.route("/devices", methods=["GET"], cors=True)
def devices():
    params = app.current_request.query_params or {}
    owner = app.current_request.context["authorizer"]["claims"]["sub"]
    try:
        return {"devices": find_devices(owner, params)}
    except KeyError as exc:
        raise BadRequestError("unknown filter %s" % exc)
