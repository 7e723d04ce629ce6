const page = (title, content) => `<!doctype html>
<html>
<head><meta charset="utf-8"><title>${title}</title></head>
<body>${content}</body>
</html>`;

const MAP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function sanitize(text) {
  return text.normalize('NFC').slice(0, 80);
}

exports.handler = async (event) => {
  const name = event.queryStringParameters?.name ?? 'stranger';
  const content = '<h1>Hello, ' + sanitize(name) + '!</h1>' + `<!-- ${Object.keys(MAP).length} entities -->`;
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: page('Welcome', content),
  };
};
