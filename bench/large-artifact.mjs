// Artifacts of `largeReport`: packages that depend on one another, with findings.

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'];
const SEVERITY_OF_TEN = [0, 1, 1, 1, 2, 2, 2, 2, 3, 4];
const SCORES = [9.8, 7.5, 5.3, 3.1, null];
/** Words that names are made of. */
export const WORDS = [
  'order',
  'invoice',
  'mail',
  'stock',
  'user',
  'price',
  'search',
  'report',
  'image',
  'audit',
];
/** Number of distinct packages and versions; functions share them as real ones do. */
const NAMES = 2500;
const VERSIONS = 8;
const RULES_OF_PACKAGE = 3;

/** Pseudo-random numbers, the same in every run. */
export function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function packageOf(number, roll, { index, count }) {
  const name =
    number % 7 === 0
      ? `@scope-${number % 40}/${WORDS[number % 10]}-${number}`
      : `${WORDS[number % 10]}-${number}`;
  const version = `${1 + (number % 5)}.${roll(VERSIONS)}.0`;
  const path = `node_modules/${name}`;
  const later = Array.from({ length: roll(4) }, () => index + 1 + roll(Math.max(1, count - index - 1)));
  return {
    id: `npm:${path}`,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ecosystem: 'npm',
    name,
    versionState: 'exact',
    version,
    candidates: [],
    presence: 'installed',
    basis: 'located',
    root: 'npm:',
    direct: index < 8,
    alias: null,
    origin: 'public',
    vendoredIn: null,
    locations: [{ path }],
    bytes: 4000 + roll(200_000),
    dependencies: [...new Set(later.filter((at) => at < count))],
    unresolved: [],
    extraneous: false,
    licenses: ['MIT'],
    evidence: [{ method: 'manifest', path: `${path}/package.json`, detail: null }],
    confidence: 'high',
  };
}

/** Each name once: an artifact has one package at a path. */
function packagesOf(count, roll) {
  const numbers = new Set();
  while (numbers.size < count) numbers.add(roll(NAMES));
  const packages = [...numbers].map((number, index) => packageOf(number, roll, { index, count }));
  return packages.map((found) => ({
    ...found,
    dependencies: found.dependencies.map((at) => packages[at].id),
  }));
}

function findingOf(found, roll) {
  // Each package has rules of its own.
  const number = Number(/\d+$/.exec(found.name)) * RULES_OF_PACKAGE + roll(RULES_OF_PACKAGE);
  const severity = SEVERITY_OF_TEN[number % 10];
  const rule = `GHSA-${String(number).padStart(4, '0')}-bench-0000`;
  return {
    id: `${rule}#${found.id}`,
    kind: number % 97 === 0 ? 'malware' : 'advisory',
    rule,
    aliases: [`CVE-2025-${10_000 + number}`],
    title: `Improper input validation in ${found.name}`,
    why: null,
    severity: SEVERITIES[severity],
    score: SCORES[severity],
    vectors: severity < 4 ? ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'] : [],
    cwes: ['CWE-20'],
    epss: (number % 100) / 1000,
    kev: number % 50 === 0,
    published: '2025-06-01T00:00:00Z',
    references: [`https://advisories.example.invalid/${rule}`],
    confidence: 'high',
    certainty: roll(8) === 0 ? 'possible' : 'certain',
    rangesComplete: true,
    package: found.id,
    locations: found.locations,
    evidence: found.evidence,
    fileHashes: [],
    fixedIn: ['9.0.0'],
    remediation: {
      action: 'upgrade',
      version: '9.0.0',
      major: true,
      direct: null,
      text: `Upgrade ${found.name} to 9.0.0.`,
    },
    fingerprint: `advisory/${rule}/npm%3A${encodeURIComponent(found.name)}/`,
    status: 'open',
    justification: null,
    suppression: null,
    isNew: null,
  };
}

function findingsOf(packages, count, roll) {
  const findings = new Map();
  for (let tries = 0; findings.size < count && tries < count * 20; tries += 1) {
    const finding = findingOf(packages[roll(packages.length)], roll);
    findings.set(finding.id, finding);
  }
  return [...findings.values()];
}

/** One change for each package, which clears its findings. */
function changesOf(packages, findings) {
  const cleared = new Map();
  for (const { package: id, ...finding } of findings)
    cleared.set(id, [...(cleared.get(id) ?? []), finding.id]);
  const affected = packages.filter(({ id }) => cleared.has(id));
  return affected.map(({ id, name, version, direct }) => ({
    action: direct ? 'upgrade' : 'override',
    ecosystem: 'npm',
    name,
    alias: null,
    root: 'npm:',
    from: [version],
    to: '9.0.0',
    major: true,
    broughtBy: [],
    command: `npm install ${name}@9.0.0`,
    clears: cleared.get(id),
  }));
}

export function artifactOf(name, kind, { packageCount, findingCount, roll }) {
  const packages = packagesOf(packageCount, roll);
  const installed = packages.reduce((sum, { bytes }) => sum + bytes, 0);
  const findings = findingsOf(packages, findingCount, roll);
  const firstParty = 20_000 + roll(80_000);
  return {
    id: `sha256:${name}`,
    sha256: Array.from({ length: 8 }, () =>
      roll(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join(''),
    kind,
    path: `.serverless/${name}.zip`,
    name: `${name}.zip`,
    size: Math.round((installed + firstParty) / 4),
    roots: [{ id: 'npm:', path: '', name, manager: 'npm' }],
    coverage: {
      codeBytes: installed + firstParty,
      installed,
      bundled: 0,
      firstParty,
      generated: 0,
      unattributed: 0,
    },
    packages,
    findings,
    changes: changesOf(packages, findings),
    problems: [],
  };
}
