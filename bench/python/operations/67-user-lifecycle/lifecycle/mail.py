import json

from lifecycle import templates_data as templates

__all__ = ["Mailer", "templates"]


class Mailer:
    def __init__(self, ses, sender):
        self._ses = ses
        self._sender = sender

    def send(self, to, template, data):
        try:
            self._ses.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [to]},
                Content={"Template": {"TemplateName": template, "TemplateData": json.dumps(data)}},
            )
        except self._ses.exceptions.NotFoundException:
            self._ses.create_email_template(
                TemplateName=template, TemplateContent={"Subject": template, "Text": "{{password}}{{email}}"}
            )
            raise

    def forget(self, address):
        self._ses.delete_suppressed_destination(EmailAddress=address)
