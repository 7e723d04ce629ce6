const crypto = require('crypto');
const v8 = require('v8');

const SECRET = process.env.STATE_SECRET;

const sign = (data) => crypto.createHmac('sha256', SECRET).update(data).digest();

function open(token) {
  const [state, mac = ''] = token.split('.');
  const data = Buffer.from(state, 'base64');
  const given = Buffer.from(mac, 'base64');
  const expected = sign(data);
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    throw new Error('malformed token');
  }
  return v8.deserialize(data);
}

exports.handler = async (event) => {
  const { token } = JSON.parse(Buffer.from(event.body, 'base64').toString());
  let state;
  try {
    state = open(token);
  } catch (err) {
    return { statusCode: 400, body: JSON.stringify({ message: 'bad token' }) };
  }
  return { statusCode: 200, body: JSON.stringify({ step: Number(state.step) + 1 }) };
};
