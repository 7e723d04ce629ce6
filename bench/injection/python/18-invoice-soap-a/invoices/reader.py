from lxml import etree

NS = {"i": "urn:acme:invoice"}


class InvoiceReader:
    parser_options = dict(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)

    def __init__(self, data):
        self.root = self._parse(data)

    def _parse(self, data):
        parser = etree.XMLParser(**self.parser_options)
        return etree.fromstring(data, parser)

    def total(self):
        return sum(float(n.text) for n in self.root.iterfind(".//i:line/i:amount", NS))
