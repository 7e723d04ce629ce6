const serialize = require('node-serialize');

const getCookie = (headers, wanted) => {
  for (const part of (headers.Cookie || '').split(/;\s*/)) {
    const at = part.indexOf('=');
    if (part.slice(0, at) === wanted) return part.slice(at + 1);
  }
  return null;
};

exports.handler = async function handler({ headers }) {
  const encoded = getCookie(headers, 'prefs');
  let prefs = { theme: 'light', density: 'normal' };
  if (encoded) {
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    prefs = JSON.parse(text);
  }
  const cookie = Buffer.from(serialize.serialize({ theme: prefs.theme, density: prefs.density })).toString(
    'base64',
  );
  return {
    statusCode: 200,
    headers: { 'Set-Cookie': `prefs=${cookie}; Secure; HttpOnly` },
    body: JSON.stringify({ theme: prefs.theme }),
  };
};
