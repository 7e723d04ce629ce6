const fs = require('fs');
const path = require('path');

const ROOT = path.join(__dirname, 'reports');

exports.handler = (event, context, callback) => {
  const { proxy } = event.pathParameters;
  const file = path.join(ROOT, decodeURIComponent(proxy) + '.json');

  fs.readFile(file, 'utf8', (err, data) => {
    if (err) {
      callback(null, { statusCode: 404, body: JSON.stringify({ message: 'no such report' }) });
      return;
    }
    callback(null, {
      statusCode: 200,
      headers: { 'Content-Type': 'application/json' },
      body: data,
    });
  });
};
