import {
  fingerprintOf,
  PLAIN_FINDING,
  type Drift,
  type Finding,
  type Inventory,
  type Severity,
} from '../../model/index.js';
import { baseOf } from '../../files/index.js';
import type { Detector } from '../detector.js';

/**
 * A lockfile that disagrees on more than this share of the packages is not the one that the artifact was installed from;
 * its single differences mean nothing. (facts/malware §3 B1 requires 90 % to agree.)
 */
const FOREIGN_SHARE = 0.1;
/** Below this many packages a share means little. */
const FOREIGN_COUNT = 10;

const WHY = 'The function runs other code than what was reviewed and locked.';

const SEVERITY: Readonly<Record<Drift['kind'], Severity>> = {
  version: 'medium',
  'not-locked': 'low',
  'not-installed': 'low',
};

/** The axios attack of 2026: the script of plain-crypto-js ran, removed itself and left a manifest without a script. */
const WHY_GONE =
  'An install script that replaces its own manifest leaves exactly this trace; only the lockfile still shows it.';

function titleOf({ kind, name, installedVersion, lockedVersion, installScriptGone }: Drift): string {
  if (kind === 'version')
    return `${name} ${installedVersion} is installed, the lockfile has ${lockedVersion}${installScriptGone ? ', with an install script that is gone' : ''}`;
  if (kind === 'not-locked')
    return `${name} ${installedVersion ?? ''} is installed but not in the lockfile`.replace('  ', ' ');
  return `${name} ${lockedVersion ?? ''} is in the lockfile but not installed`.replace('  ', ' ');
}

interface DriftFinding {
  readonly rule: string;
  readonly subject: string;
  readonly title: string;
  readonly severity: Severity;
  readonly package: string | null;
  readonly lockfile: string;
  readonly text: string;
  readonly why: string;
}

function findingOf({
  rule,
  subject,
  title,
  severity,
  package: id,
  lockfile,
  text,
  why,
}: DriftFinding): Finding {
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${subject}#${id ?? lockfile}`,
    kind: 'drift',
    rule,
    title,
    severity,
    confidence: 'high',
    package: id,
    locations: [{ path: lockfile }],
    evidence: [{ method: 'lockfile', path: lockfile, detail: title }],
    remediation: { action: 'review', version: null, major: false, direct: null, text },
    fingerprint: fingerprintOf({ kind: 'drift', rule, subject }),
    why,
  };
}

/** Commands that install what a lockfile has, and nothing else, by its file name. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'npm ci'],
  ['npm-shrinkwrap.json', 'npm ci'],
  ['pnpm-lock.yaml', 'pnpm install --frozen-lockfile'],
  ['yarn.lock', 'yarn install --immutable'],
  ['bun.lock', 'bun install --frozen-lockfile'],
  ['uv.lock', 'uv sync --locked'],
  ['poetry.lock', 'poetry sync'],
  ['pdm.lock', 'pdm sync'],
  ['Pipfile.lock', 'pipenv sync'],
  ['requirements.txt', 'pip install --requirement requirements.txt'],
  ['Gemfile.lock', 'BUNDLE_FROZEN=true bundle install'],
  ['composer.lock', 'composer install --no-dev'],
  ['packages.lock.json', 'dotnet restore --locked-mode'],
  ['Cargo.lock', 'cargo auditable build --release --locked'],
]);

function commandWords(lockfile: string): string {
  const command = COMMANDS.get(baseOf(lockfile));
  return command === undefined ? '' : ` (${command})`;
}

function findingOfDrift(one: Drift): Finding {
  return findingOf({
    rule: `lockfile-${one.kind}`,
    subject: `${one.ecosystem}:${one.name}`,
    title: titleOf(one),
    severity: one.installScriptGone ? 'high' : SEVERITY[one.kind],
    package: one.package,
    lockfile: one.lockfile,
    text: `Install from the lockfile${commandWords(one.lockfile)} and deploy the result. If the difference is intended, update the lockfile.`,
    why: one.installScriptGone ? WHY_GONE : WHY,
  });
}

function findingOfForeign(lockfile: string, count: number): Finding {
  return findingOf({
    rule: 'lockfile-foreign',
    subject: `path:${lockfile}`,
    title: `The lockfile does not describe what is installed: ${count} packages differ`,
    severity: 'medium',
    package: null,
    lockfile,
    text: 'Deploy what the lockfile describes, or leave the lockfile out.',
    why: WHY,
  });
}

/** Differences between one lockfile and the installed packages; a single finding when the lockfile belongs to another artifact. */
function findingsOfLockfile(
  lockfile: string,
  drifts: readonly Drift[],
  packages: number,
): readonly Finding[] {
  const foreign = drifts.length >= FOREIGN_COUNT && drifts.length > packages * FOREIGN_SHARE;
  return foreign ? [findingOfForeign(lockfile, drifts.length)] : drifts.map(findingOfDrift);
}

function findDrifts({ drifts, packages }: Inventory): readonly Finding[] {
  const lockfiles = [...new Set(drifts.map(({ lockfile }) => lockfile))];
  return lockfiles.flatMap((lockfile) => {
    const own = drifts.filter((one) => one.lockfile === lockfile);
    return findingsOfLockfile(lockfile, own, packages.length);
  });
}

/** Differences between lockfiles and installed packages. */
export const drift = {
  id: 'drift',
  title: 'Differences between lockfile and installed packages',
  detect: ({ inventory }) =>
    Promise.resolve({
      findings: findDrifts(inventory),
      problems: [],
      examined: inventory.comparesLockfile ? ['drift'] : [],
    }),
} satisfies Detector;
