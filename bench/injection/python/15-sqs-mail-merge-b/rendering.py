import jinja2

env = jinja2.Environment(
    loader=jinja2.DictLoader({"mail.html": "<p>Hello {{ name }},</p><p>{{ text }}</p>"}), autoescape=True
)


def render(job):
    subject = job.get("subject", "News")[:120].replace("\n", " ")
    tpl = env.get_template("mail.html")
    return subject, tpl.render(name=job["name"], text=job["text"])
