from chalice import Chalice, Response
from chalicelib import manifest

app = Chalice(app_name="manifest-lint")


@app.route("/lint", methods=["PUT"], content_types=["application/x-yaml"])
def lint():
    problems = manifest.check(app.current_request.raw_body)
    return Response(body={"problems": problems}, status_code=422 if problems else 200)


@app.schedule("rate(1 day)")
def nightly(event):
    return None
