const Handlebars = require('handlebars');

const LAYOUTS = {
  small: '{{sku}} / {{name}}',
  large: 'SKU: {{sku}}\nName: {{name}}\nWeight: {{weight}} kg',
};

class LabelPrinter {
  constructor() {
    this.templates = new Map();
  }

  template(layout) {
    let compiled = this.templates.get(layout);
    if (!compiled) {
      compiled = Handlebars.compile(layout);
      this.templates.set(layout, compiled);
    }
    return compiled;
  }

  print(layout, product) {
    return this.template(layout)(product);
  }
}

const printer = new LabelPrinter();

exports.handler = async ({ detail }) => {
  const layout = detail.layout || LAYOUTS.small;
  const { sku, name, weight } = detail.product;
  const label = printer.print(layout, { sku, name, weight });
  return { label };
};
