// Compiles signatures/**/*.yaml into data/signatures.json, examples left out. Part of `npm run build`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadSignatures, signatureSet } from '../dist/signatures/index.js';

const folder = fileURLToPath(new URL('../signatures', import.meta.url));
const { files, errors } = loadSignatures(folder);
for (const { file, line, message } of errors) console.error(`${file}:${line ?? 1}: ${message}`);
if (errors.length > 0) process.exit(1);
writeFileSync(new URL('../data/signatures.json', import.meta.url), JSON.stringify(signatureSet(files)));
