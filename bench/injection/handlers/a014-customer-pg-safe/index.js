const { Pool } = require('pg');

const pool = new Pool({ max: 1 });

const json = (statusCode, data) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(data),
});

exports.handler = async (event, context) => {
  context.callbackWaitsForEmptyEventLoop = false;
  const id = event.pathParameters?.id;
  if (!id) return json(400, { message: 'missing id' });

  const { rows } = await pool.query('SELECT id, name, email FROM customers WHERE id = $1', [id]);
  if (rows.length === 0) {
    return json(404, { message: 'not found' });
  }
  return json(200, rows[0]);
};
