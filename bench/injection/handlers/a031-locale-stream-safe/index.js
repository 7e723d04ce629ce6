const { createReadStream } = require('fs');

const SUPPORTED = new Set(['en', 'de', 'fr', 'pl']);

function cookie(header, name) {
  const pair = (header || '')
    .split(';')
    .map((p) => p.trim().split('='))
    .find(([k]) => k === name);
  return pair && decodeURIComponent(pair[1]);
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

exports.handler = async (event) => {
  const headers = event.headers || {};
  let lang = cookie(headers.Cookie || headers.cookie, 'lang') || 'en';
  if (!SUPPORTED.has(lang)) {
    console.log('unsupported language', lang);
    lang = 'en';
  }

  const messages = await readAll(createReadStream(`${__dirname}/locales/${lang}.json`));
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: messages,
  };
};
