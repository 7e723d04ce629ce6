// Compiles the identifiers of the SPDX licence list, old ones too, into src/policy/spdx-ids.ts.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import current from 'spdx-license-ids' with { type: 'json' };
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };

const IDS_A_LINE = 20;

const ids = [...new Set([...current, ...deprecated])].sort((a, b) => (a < b ? -1 : 1));
const lines = [];
for (let at = 0; at < ids.length; at += IDS_A_LINE) lines.push(ids.slice(at, at + IDS_A_LINE).join(' '));

writeFileSync(
  new URL('../src/policy/spdx-ids.ts', import.meta.url),
  `// Made by scripts/build-spdx-ids.mjs; identifiers are split by white space.

/** Identifiers of the SPDX licence list, deprecated ones too. https://spdx.org/licenses/ */
export const SPDX_IDS = \`
${lines.join('\n')}
\`;
`,
);
process.stdout.write(`${ids.length} identifiers\n`);
