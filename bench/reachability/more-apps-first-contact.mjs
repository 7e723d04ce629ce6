// The rest of the second list: see apps-first-contact.mjs.

/** @type {readonly import('./apps.mjs').App[]} */
export const MORE_FIRST_CONTACT_APPS = [
  {
    name: 'config-by-environment',
    dependencies: {
      config: '3.3.12',
      convict: '6.2.4',
      'js-yaml': '4.1.0',
      hjson: '3.2.2',
      toml: '3.0.0',
      json5: '2.2.3',
      dotenv: '16.4.7',
      nodemailer: '6.9.16',
      'lodash.merge': '4.6.2',
    },
    files: {
      'config/default.yaml': 'mail:\n  transport: console\n',
      'config/production.json': '{ "mail": { "transport": "smtp" } }\n',
      'app/index.js': `process.env.NODE_CONFIG_DIR = require('path').join(__dirname, '..', 'config');
const config = require('config');
const merge = require('lodash.merge');
const transport = require('./transports/' + config.get('mail.transport'));
exports.run = async ({ name }) => transport.send(merge({ to: 'a' }, { name }));
exports.check = async () => require('convict')({ port: { default: 1 } }).getProperties();
`,
      'app/transports/console.js': `exports.send = async (mail) => JSON.stringify(mail);\n`,
      'app/transports/smtp.js': `const { createTransport } = require('nodemailer');\nexports.send = (mail) => createTransport({}).sendMail(mail);\n`,
    },
    handler: 'app/index.run',
  },
  {
    name: 'koa-markdown',
    dependencies: {
      koa: '2.15.3',
      '@koa/router': '13.1.0',
      'koa-bodyparser': '4.4.1',
      'serverless-http': '3.2.0',
      'markdown-it': '14.1.0',
      'markdown-it-anchor': '9.2.0',
      'markdown-it-footnote': '4.0.0',
      'markdown-it-emoji': '3.0.0',
      'highlight.js': '11.10.0',
    },
    files: {
      'server.js': `const Koa = require('koa');
const Router = require('@koa/router');
const app = new Koa();
const router = new Router();
router.get('/', async (context) => {
  context.body = require('./render')('# Hello\\n\\n\`\`\`js\\nlet a = 1;\\n\`\`\`');
});
router.post('/', require('koa-bodyparser')(), (context) => {
  context.body = context.request.body;
});
app.use(router.routes());
exports.handler = require('serverless-http')(app);
`,
      'render.js': `const markdown = require('markdown-it')({ highlight });
const PLUGINS = (process.env.PLUGINS || 'anchor').split(',');
for (const name of PLUGINS) {
  const plugin = require(\`markdown-it-\${name}\`);
  markdown.use(plugin.default || plugin);
}
function highlight(code, language) {
  const hljs = require('highlight.js/lib/core');
  hljs.registerLanguage('javascript', require('highlight.js/lib/languages/javascript'));
  return hljs.highlight(code, { language: language === 'js' ? 'javascript' : language }).value;
}
module.exports = (text) => markdown.render(text);
`,
    },
    handler: 'server.handler',
  },
  {
    name: 'import-template',
    bundle: { format: 'esm' },
    dependencies: {
      undici: '6.21.0',
      got: '14.4.5',
      ky: '1.7.3',
      'p-queue': '8.0.1',
      nanoid: '5.0.9',
      zod: '3.23.8',
      'fast-csv': '5.0.2',
    },
    files: {
      'package.json': '{ "type": "module" }\n',
      'src/index.js': `import PQueue from 'p-queue';
const queue = new PQueue({ concurrency: 2 });
const KINDS = ['create', 'export', 'fetch'];
export const handler = async ({ kind = 'create' }) => {
  if (!KINDS.includes(kind)) throw new Error('unknown kind');
  const { run } = await import(\`./jobs/\${kind}.js\`);
  return queue.add(() => run({ size: 8 }));
};
`,
      'src/jobs/create.js': `import { customAlphabet } from 'nanoid';
import { z } from 'zod';
const Input = z.object({ size: z.number() });
export const run = async (input) => customAlphabet('abc', Input.parse(input).size)();
`,
      'src/jobs/export.js': `import { writeToString } from 'fast-csv';\nexport const run = async () => writeToString([['a', 1]]);\n`,
      'src/jobs/fetch.js': `import { request } from 'undici';\nexport const run = async () => (await request('http://127.0.0.1:9')).statusCode;\n`,
      'tools/mirror.js': `import got from 'got';\nimport ky from 'ky';\nexport const mirror = (url) => got(url) ?? ky(url);\n`,
    },
    handler: 'src/index.handler',
  },
  {
    name: 'workers',
    dependencies: {
      piscina: '4.7.0',
      'csv-parse': '5.6.0',
      fflate: '0.8.2',
      papaparse: '5.4.1',
      'object-hash': '3.0.0',
    },
    files: {
      'index.mjs': `import { Worker } from 'node:worker_threads';
import Piscina from 'piscina';
const pool = new Piscina({ filename: new URL('./workers/parse.mjs', import.meta.url).href, maxThreads: 1 });
const hash = (text) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workers/hash.cjs', import.meta.url), { workerData: text });
    worker.on('message', resolve).on('error', reject);
  });
export const handler = async ({ body }) => {
  const rows = await pool.run('a,b\\n1,2\\n');
  return { rows, hash: await hash(body) };
};
`,
      'workers/parse.mjs': `import { parse } from 'csv-parse/sync';\nexport default (text) => parse(text, { columns: true });\n`,
      'workers/hash.cjs': `const { parentPort, workerData } = require('worker_threads');
parentPort.postMessage(require('object-hash')(workerData));
`,
      'workers/unpack.mjs': `import { gunzipSync } from 'fflate';\nimport Papa from 'papaparse';\nexport default (bytes) => Papa.parse(String(gunzipSync(bytes)));\n`,
    },
    handler: 'index.handler',
  },
  {
    name: 'images',
    bundle: {},
    dependencies: {
      jimp: '0.22.12',
      qrcode: '1.5.4',
      pngjs: '7.0.0',
      pdfkit: '0.15.2',
      exceljs: '4.4.0',
    },
    files: {
      'index.js': `const formats = { png: require('./formats/png'), sheet: require('./formats/sheet'), pdf: require('./formats/pdf') };
exports.handler = async ({ format = 'png', text = 'x' }) => (await formats[format](text)).length;
`,
      'formats/png.js': `module.exports = async (text) => {
  const Jimp = require('jimp');
  const code = await Jimp.read(await require('qrcode').toBuffer(text));
  return code.resize(64, 64).getBufferAsync(Jimp.MIME_PNG);
};
`,
      'formats/sheet.js': `module.exports = async (text) => {
  const { Workbook } = require('exceljs');
  const book = new Workbook();
  book.addWorksheet('a').addRow([text]);
  return book.xlsx.writeBuffer();
};
`,
      'formats/pdf.js': `const load = () => require('pdfkit');
module.exports = async (text) => {
  const document = new (load())();
  document.text(text).end();
  const chunks = [];
  for await (const chunk of document) chunks.push(chunk);
  return Buffer.concat(chunks);
};
`,
    },
    handler: 'index.handler',
  },
];
