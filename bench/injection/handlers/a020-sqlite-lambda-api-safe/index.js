const api = require('lambda-api')({ version: 'v1.0' });
const Database = require('better-sqlite3');

const db = new Database('/opt/data/cities.db', { readonly: true });
const COLUMNS = ['country', 'region', 'timezone'];

function search(filters) {
  const where = [];
  const values = [];
  for (const column of COLUMNS) {
    if (filters[column] === undefined) continue;
    where.push(column + ' = ?');
    values.push(String(filters[column]));
  }
  const clause = where.length ? ' WHERE ' + where.join(' AND ') : '';
  return db.prepare('SELECT name, population FROM cities' + clause + ' LIMIT 100').all(...values);
}

api.get('/cities', async (req, res) => {
  const cities = search(req.query);
  return res.status(200).json({ cities });
});

exports.handler = async (event, context) => api.run(event, context);
