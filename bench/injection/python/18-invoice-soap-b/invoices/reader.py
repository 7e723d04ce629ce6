from lxml import etree

NS = {"i": "urn:acme:invoice"}


class InvoiceReader:
    parser_options = dict(resolve_entities=True, load_dtd=True, no_network=False)

    def __init__(self, data):
        self.root = self._parse(data)

    def _parse(self, data):
        parser = etree.XMLParser(**self.parser_options)
        return etree.fromstring(data, parser)

    def total(self):
        return sum(float(n.text) for n in self.root.iterfind(".//i:line/i:amount", NS))
