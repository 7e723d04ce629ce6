import boto3


def low_stock_mail(skus):
    boto3.client("ses").send_templated_email(
        Source="stock@shop.example.invalid",
        Destination={"ToAddresses": ["buy@shop.example.invalid"]},
        Template="low-stock",
        TemplateData='{"skus": "%s"}' % ", ".join(skus),
    )


def reorder(skus):
    fn = boto3.client("lambda").invoke
    for sku in skus:
        fn(FunctionName="reorder", InvocationType="Event", Payload=('"%s"' % sku).encode())
