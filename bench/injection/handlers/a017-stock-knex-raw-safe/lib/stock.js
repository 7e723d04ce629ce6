const knex = require('knex');

const db = knex({ client: 'mysql2', connection: process.env.DATABASE_URL });

const escapeLike = (s) => String(s).replace(/[%_]/g, (c) => '\\' + c);

function findStock(sku, warehouse) {
  const pattern = escapeLike(sku) + '%';
  return db('stock')
    .select('sku', 'quantity')
    .where('warehouse_id', Number(warehouse))
    .whereRaw('sku LIKE ?', [pattern]);
}

module.exports = { findStock, release: () => db.destroy() };
