// Starts a handler of the truth test as AWS Lambda's runtime does, and calls it once. Only samples of this folder are run.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, handler] = process.argv.slice(2);
const dot = handler.lastIndexOf('.');
const place = join(folder, handler.slice(0, dot));
const file = ['.js', '.mjs', '.cjs'].map((ending) => place + ending).find((path) => existsSync(path));
const isModule = file.endsWith('.mjs') || process.env.IS_MODULE === '1';
const exported = isModule ? await import(pathToFileURL(file)) : createRequire(file)(file);
const event = {
  name: 'x',
  body: '{"a":1}',
  httpMethod: 'GET',
  path: '/',
  headers: { 'content-type': 'application/json' },
  requestContext: {},
  isBase64Encoded: false,
  ...JSON.parse(process.env.EVENT ?? '{}'),
};
const context = { getRemainingTimeInMillis: () => 3000, awsRequestId: 'x' };
const result = await exported[handler.slice(dot + 1)](event, context);
process.stdout.write(JSON.stringify(result ?? null).slice(0, 300));
process.exit(0);
