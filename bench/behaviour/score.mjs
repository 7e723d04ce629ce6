// node bench/behaviour/score.mjs [FOLDER] [--details] [--dist DIST]: scores the rules on packages of a folder, each below `malware/` or `benign/`.
// Without a folder, on the packed set of somebody else, or with --second to --eleventh on the next ones: they are packed so that no scanner takes their inert samples for malicious code.
// Each is scanned as an installed package of a function that loads it; bundles (`form` in a set's truth.json) are functions themselves. Prints totals only, so that a set stays unseen; --details names what was missed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const options = process.argv.slice(2);
const at = options.indexOf('--dist');
const dist = at < 0 ? resolve(import.meta.dirname, '../../dist') : resolve(options[at + 1]);
const given = options.find((option, index) => !option.startsWith('--') && (at < 0 || index !== at + 1));
const { scan } = await import(join(dist, 'index.js'));
const root = mkdtempSync(join(tmpdir(), 'stowaway-behaviour-'));
if (!given)
  spawnSync('tar', [
    '-xzf',
    resolve(
      import.meta.dirname,
      ['eleventh', 'tenth', 'ninth', 'eighth', 'seventh', 'sixth', 'fifth', 'fourth', 'third', 'second']
        .find((name) => options.includes(`--${name}`))
        ?.concat('.tar.gz') ?? 'set.tar.gz',
    ),
    '-C',
    root,
  ]);
const folder = given ?? root;

/** A function that has the package installed. */
function install(sample, place) {
  const { name = place } = JSON.parse(readFileSync(join(sample, 'package.json'), 'utf8'));
  const app = join(root, place);
  cpSync(sample, join(app, 'node_modules', name), { recursive: true });
  writeFileSync(
    join(app, 'index.js'),
    `require(${JSON.stringify(name)});\nexports.handler = async () => ({});\n`,
  );
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', dependencies: { [name]: '*' } }));
  return app;
}

const truth = join(folder, 'truth.json');
const listed = existsSync(truth) ? JSON.parse(readFileSync(truth, 'utf8')) : null;

/** Folders of a kind below the set's, and how their code is made. */
function samplesOf(kind) {
  if (listed)
    return listed
      .filter(({ malicious }) => malicious === (kind === 'malware'))
      .map((each) => ({
        name: each.folder ?? each.id,
        place: join(folder, each.folder ?? each.id),
        form: each.form,
      }));
  return readdirSync(join(folder, kind))
    .map((name) => ({ name, place: join(folder, kind, name), form: 'plain' }))
    .filter(({ place }) => existsSync(join(place, 'package.json')));
}

async function score(kind) {
  const rows = [];
  for (const { name, place, form } of samplesOf(kind)) {
    const isBundle = form === 'esbuild' || form === 'webpack';
    const target = isBundle ? place : install(place, `${kind}-${name.replaceAll('/', '-')}`);
    const { artifacts } = await scan({ targets: [target], offline: true, cache: null }).report;
    // Flaws of packages that a sample brings say nothing of its malice.
    const findings = artifacts
      .flatMap((artifact) => artifact.findings)
      .filter((finding) => finding.kind !== 'advisory');
    const bad = findings.filter(({ severity }) => severity === 'high' || severity === 'critical');
    rows.push({
      name: listed ? `${name} (${form})` : name,
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
for (const form of listed ? new Set(malware.map((row) => row.form)) : []) {
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
