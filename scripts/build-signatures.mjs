// Compiles signatures/**/*.yaml into data/signatures.json, examples left out. Part of `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { campaignSchema } from '../dist/signatures/campaign.js';
import { loadSignatures, storedSet } from '../dist/signatures/index.js';

const folder = fileURLToPath(new URL('../signatures', import.meta.url));
const { errors, ...loaded } = await loadSignatures(folder);
for (const { file, line, message } of errors) console.error(`${file}:${line ?? 1}: ${message}`);
if (errors.length > 0) process.exit(1);
// The list comes last, so that a campaign with its own file gives releases its name.
const listed = JSON.parse(
  readFileSync(new URL('../data/known-bad/compromised-releases.json', import.meta.url), 'utf8'),
);
const set = storedSet({ ...loaded, campaigns: [...loaded.campaigns, campaignSchema.parse(listed)] });
writeFileSync(new URL('../data/signatures.json', import.meta.url), JSON.stringify(set));
