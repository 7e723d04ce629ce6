// node bench/behaviour/score.mjs [FOLDER] [--details] [--dist DIST]: scores the rules on packages of a folder, each below `malware/` or `benign/`.
// Without a folder, on the packed set of somebody else, or with --second to --eleventh on the next ones: they are packed so that no scanner takes their inert samples for malicious code.
// Each is scanned as an installed package of a function that loads it; bundles (`form` in a set's truth.json) are functions themselves. Prints totals only, so that a set stays unseen; --details names what was missed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { layOut, samplesIn, SETS, unpackSet } from './samples.mjs';

const options = process.argv.slice(2);
const at = options.indexOf('--dist');
const dist = at < 0 ? resolve(import.meta.dirname, '../../dist') : resolve(options[at + 1]);
const given = options.find((option, index) => !option.startsWith('--') && (at < 0 || index !== at + 1));
const { scan } = await import(join(dist, 'index.js'));
const chosen = SETS.find((name) => options.includes(`--${name}`)) ?? 'set';
const root = mkdtempSync(join(tmpdir(), 'stowaway-behaviour-'));
if (!given) unpackSet(chosen, root);
const samples = samplesIn(given ?? root);
const hasForms = samples.some(({ isListed }) => isListed);

async function score(kind) {
  const rows = [];
  for (const sample of samples.filter(({ malicious }) => malicious === (kind === 'malware'))) {
    const { name, form } = sample;
    const target = layOut(sample, join(root, 'laid-out'));
    const { artifacts } = await scan({ targets: [target], offline: true, cache: null }).report;
    // Flaws of packages that a sample brings say nothing of its malice.
    const findings = artifacts
      .flatMap((artifact) => artifact.findings)
      .filter((finding) => finding.kind !== 'advisory');
    const bad = findings.filter(({ severity }) => severity === 'high' || severity === 'critical');
    rows.push({
      name: hasForms ? `${name} (${form})` : name,
      form,
      rules: bad.map(({ rule, severity }) => `${rule} ${severity}`),
      others: findings.map(({ rule }) => rule),
    });
  }
  return rows;
}

const [malware, benign] = [await score('malware'), await score('benign')];
rmSync(root, { recursive: true });
const found = malware.filter(({ rules }) => rules.length > 0).length;
const reported = benign.filter(({ rules }) => rules.length > 0).length;
console.log(
  `${found} of ${malware.length} malicious at HIGH or above, ${reported} of ${benign.length} benign reported`,
);
for (const form of hasForms ? new Set(malware.map((row) => row.form)) : []) {
  const own = malware.filter((row) => row.form === form);
  console.log(`  ${form}: ${own.filter(({ rules }) => rules.length > 0).length} of ${own.length}`);
}
if (options.includes('--details')) {
  for (const { name, rules, others } of malware)
    console.log(
      `${rules.length > 0 ? 'found ' : 'missed'} ${name}: ${(rules.length > 0 ? rules : others).join(', ')}`,
    );
  for (const { name, rules } of benign)
    if (rules.length > 0) console.log(`reported ${name}: ${rules.join(', ')}`);
}
