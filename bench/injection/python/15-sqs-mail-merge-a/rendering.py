import jinja2

env = jinja2.Environment(autoescape=True, trim_blocks=True)


def render(job):
    subject = job.get("subject", "News")[:120].replace("\n", " ")
    greeting = "<p>Hello {{ name }},</p>"
    tpl = env.from_string(greeting + job["text"])
    return subject, tpl.render(name=job["name"], **job.get("fields", {}))
