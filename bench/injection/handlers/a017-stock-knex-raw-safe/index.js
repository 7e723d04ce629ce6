const { findStock, release } = require('./lib/stock');

exports.handler = async (event) => {
  const messages = event.Records.map((r) => JSON.parse(r.body));
  const out = [];
  for (const { sku, warehouse } of messages) {
    const rows = await findStock(sku, warehouse);
    out.push(...rows.map((row) => row.quantity));
  }
  await release();
  console.log('quantities', out);
};
