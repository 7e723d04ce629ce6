// Scores the rules on the wheels of bench/python/wheels: node bench/python/wheels.mjs [FIRST] [LAST]
// Or on those of another folder or packed set: node bench/python/wheels.mjs bench/python/third-wheels.tar.gz [--totals]
// A malicious one counts as found, and a benign one as reported, at HIGH or above.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack } from '../packed-sets.mjs';
import { scan } from '../../dist/index.js';

const given = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isTotal = process.argv.includes('--totals');
const [first = '01', last = '99'] = given.filter((word) => /^\d+$/.test(word));
const folder = given.find((word) => !/^\d+$/.test(word)) ?? join(import.meta.dirname, 'wheels');
const unpacked = mkdtempSync(join(tmpdir(), 'stowaway-wheels-'));
const isPacked = folder.endsWith('.tar.gz');
if (isPacked) unpack(folder, unpacked);
const root = isPacked ? unpacked : folder;
const counts = { found: 0, missed: 0, reported: 0, clean: 0 };

for (const name of readdirSync(root).sort()) {
  const truthFile = join(root, name, 'truth.json');
  if (!existsSync(truthFile) || name < first || name.slice(0, 2) > last) continue;
  const { malicious, technique } = JSON.parse(readFileSync(truthFile, 'utf8'));
  const report = await scan({ targets: [join(root, name)], offline: true, cache: null }).report;
  const findings = report.artifacts
    .flatMap((artifact) => artifact.findings)
    .filter((finding) => finding.kind !== 'advisory');
  const isBad = findings.some(({ severity }) => severity === 'high' || severity === 'critical');
  const [yes, no] = malicious ? ['found', 'missed'] : ['reported', 'clean'];
  const result = isBad ? yes : no;
  counts[result] += 1;
  const words = findings.map(({ rule, severity }) => `${rule} ${severity}`).join(', ');
  if (!isTotal) console.log(`${result.padEnd(8)} ${name} (${technique}): ${words || 'nothing'}`);
}
rmSync(unpacked, { recursive: true });
const { found, missed, reported, clean } = counts;
console.log(
  `malicious: ${found} of ${found + missed} at HIGH; benign: ${reported} of ${reported + clean} reported`,
);
