// Scores the rules on the wheels of bench/python/wheels: node bench/python/wheels.mjs [FIRST] [LAST]
// A malicious one counts as found, and a benign one as reported, at HIGH or above.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scan } from '../../dist/index.js';

const [first = '01', last = '99'] = process.argv.slice(2);
const root = fileURLToPath(new URL('wheels', import.meta.url));
const counts = { found: 0, missed: 0, reported: 0, clean: 0 };

for (const name of readdirSync(root).sort()) {
  const truthFile = join(root, name, 'truth.json');
  if (!existsSync(truthFile) || name < first || name.slice(0, 2) > last) continue;
  const { malicious, technique } = JSON.parse(readFileSync(truthFile, 'utf8'));
  const report = await scan({ targets: [join(root, name)], offline: true, cache: null }).report;
  const findings = report.artifacts.flatMap((artifact) => artifact.findings);
  const isBad = findings.some(({ severity }) => severity === 'high' || severity === 'critical');
  const [yes, no] = malicious ? ['found', 'missed'] : ['reported', 'clean'];
  const result = isBad ? yes : no;
  counts[result] += 1;
  const words = findings.map(({ rule, severity }) => `${rule} ${severity}`).join(', ');
  console.log(`${result.padEnd(8)} ${name} (${technique}): ${words || 'nothing'}`);
}
const { found, missed, reported, clean } = counts;
console.log(
  `malicious: ${found} of ${found + missed} at HIGH; benign: ${reported} of ${reported + clean} reported`,
);
