const fs = require('fs');
const path = require('path');

const lines = fs.readFileSync(path.join(__dirname, 'changelog.txt'), 'utf8').split('\n');

const escapeRegExp = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const toPattern = (term, whole) => {
  const text = escapeRegExp(term.trim());
  return whole ? `^${text}$` : text;
};

module.exports.handler = async (event) => {
  const { q, whole } = event.queryStringParameters ?? {};
  if (!q) return { statusCode: 400, body: '{"message":"q is required"}' };

  const re = new RegExp(toPattern(q, whole === '1'), 'i');
  const found = lines.filter((line) => re.test(line));
  return {
    statusCode: 200,
    body: JSON.stringify({ count: found.length, found: found.slice(0, 20), literal: escapeRegExp(q) === q }),
  };
};
