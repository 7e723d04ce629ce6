const { exec } = require('child_process');
const { randomUUID } = require('crypto');
const fs = require('fs');

function makeQr(text, out) {
  return new Promise((resolve, reject) => {
    exec(`qrencode -o ${out} "${text}"`, { timeout: 5000 }, (err) => {
      if (err) {
        reject(err);
        return;
      }
      resolve(out);
    });
  });
}

exports.handler = async (event) => {
  const { text } = JSON.parse(event.body || '{}');
  if (!text) {
    return { statusCode: 400, body: JSON.stringify({ message: 'text is required' }) };
  }
  const out = `/tmp/${randomUUID()}.png`;
  await makeQr(text, out);
  const png = fs.readFileSync(out);
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    isBase64Encoded: true,
    body: png.toString('base64'),
  };
};
