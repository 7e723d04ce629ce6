const { createHmac, timingSafeEqual } = require('crypto');

exports.verify = (body, signature = '') => {
  const expected = createHmac('sha256', process.env.HOOK_KEY || '')
    .update(body)
    .digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
