import base64

from invoices.reader import InvoiceReader

TEMPLATE = (
    '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
    "<soap:Body><ok total=\"%0.2f\"/></soap:Body></soap:Envelope>"
)


def handler(event, context):
    body = event["body"]
    data = base64.b64decode(body) if event["isBase64Encoded"] else body.encode("utf-8")
    total = InvoiceReader(data).total()
    return {"statusCode": 200, "headers": {"Content-Type": "text/xml"}, "body": TEMPLATE % total}
