import pLimit from 'p-limit';
import type { Comparison, Finding } from '../../model/index.js';
import type { DetectContext, Detection, Detector } from '../detector.js';
import type { PublishedPackages } from '../published.js';
import type { FileDifferences } from './compare-files.js';
import { compareWheels, type WheelComparison } from './compare-wheels.js';
import { comparePackage } from './compare-package.js';
import { copyFinder } from './copies.js';
import type { Difference } from './difference.js';
import { findingOf } from './finding.js';
import { installedPackages, type InstalledPackage } from './installed-files.js';
import { lockedAddresses, lockedReleases } from './locked-addresses.js';
import { gap, notCompared, type Reason } from './not-compared.js';
import { readRecords } from './read-records.js';
import { recordedTampering } from './recorded-tampering.js';

const NOT_REQUESTED = gap(
  'nothing in the artifact shows that they are public; deploy the lockfile with its addresses (npm config omit-lockfile-registry-resolved=false), give their scope a registry in .npmrc, or use --verify-all, which sends their names',
);
const NO_VERSION = gap('their manifests name no version; install them again');
const NOT_PUBLISHED = gap('the registry does not know them; see the findings');
const MINIFIED: Reason = {
  text: 'files are minified: only their words were compared; deploy them as they were installed to compare all',
  isGap: false,
};
const UNREAD = gap('files could not be read; pack the artifact again from a fresh installation (npm ci)');
const FOREIGN = gap(
  'packages that they declare as bundled are not in their tarballs; delete node_modules and install from the lockfile (npm ci)',
);

/** The outcome for all packages. */
type Compared = Omit<Required<Detection>, 'examined'>;

/** The outcome for one package. */
interface Outcome {
  readonly finding?: Finding | undefined;
  readonly reasons: readonly Reason[];
}

function unknown({ package: found, folder }: InstalledPackage, what: 'name' | 'version'): Difference {
  const text = what === 'name' ? 'the registry has no such package' : 'the registry has no such version';
  const evidence = [{ path: `${folder}/package.json`, line: null, detail: `${found.name}@${found.version}` }];
  return { rule: 'unknown-to-registry', severity: 'medium', text, evidence };
}

function outcomeOf(
  { package: found }: InstalledPackage,
  { differences, minified, unread, foreign }: FileDifferences,
): Outcome {
  return {
    finding: findingOf(found, differences),
    reasons: [
      ...(minified.length > 0 ? [MINIFIED] : []),
      ...(unread.length > 0 ? [UNREAD] : []),
      ...(foreign.length > 0 ? [FOREIGN] : []),
    ],
  };
}

/** Whether all files of the package were compared, and are the published ones. */
function isAsPublished({ finding, reasons }: Outcome): boolean {
  return finding === undefined && reasons.length === 0;
}

type VerifyContext = DetectContext & Pick<Parameters<typeof comparePackage>[2], 'isCopy'>;

async function verify(
  one: InstalledPackage,
  published: PublishedPackages,
  context: VerifyContext,
): Promise<Outcome> {
  const { name, version } = one.package;
  const answer = await published.find(name, version ?? '');
  if (answer.state === 'unavailable') return { reasons: [gap(answer.reason)] };
  if (answer.state === 'unknown')
    return { finding: findingOf(one.package, [unknown(one, answer.what)]), reasons: [NOT_PUBLISHED] };
  return outcomeOf(one, await comparePackage(one, answer, context));
}

/** Compares the packages that may be compared; each one has its outcome. */
function outcomesOf(
  candidates: readonly InstalledPackage[],
  published: PublishedPackages,
  { addresses, context }: { addresses: ReadonlySet<string>; context: VerifyContext },
): Promise<Outcome[]> {
  const limit = pLimit(published.concurrency);
  return Promise.all(
    candidates.map(async (one): Promise<Outcome> => {
      const { name, version, versionState } = one.package;
      if (versionState !== 'exact') return { reasons: [NO_VERSION] };
      if (!published.mayRequest(name, version ?? '', addresses)) return { reasons: [NOT_REQUESTED] };
      return limit(verify, one, published, context);
    }),
  );
}

/** Packages of npm against their published tarballs. */
async function comparePublished(context: DetectContext, published: PublishedPackages): Promise<Compared> {
  const { tree, inventory } = context;
  const addresses = await lockedAddresses(tree);
  const isCopy = copyFinder(tree, inventory.packages);
  const installed = installedPackages(tree, inventory.packages);
  const isLocked = lockedReleases(addresses);
  const candidates = installed.filter(({ package: found }) => found.origin !== 'private' || isLocked(found));
  const outcomes = await outcomesOf(candidates, published, { addresses, context: { ...context, isCopy } });
  const reasons = outcomes.flatMap((outcome, at) => {
    const { name, version } = candidates[at]!.package;
    return outcome.reasons.map((reason) => [version === null ? name : `${name}@${version}`, reason] as const);
  });
  const verified = candidates.filter((_, at) => isAsPublished(outcomes[at]!));
  return {
    findings: outcomes.flatMap(({ finding }) => finding ?? []),
    verified: new Set(verified.map(({ package: { id } }) => id)),
    problems: notCompared(reasons, candidates.length, 'what was published'),
    comparison: {
      packages: candidates.length,
      compared: outcomes.filter((outcome) => !outcome.reasons.some(({ isGap }) => isGap)).length,
      private: installed.length - candidates.length,
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The numbers of both kinds of packages together. */
function added(a: Comparison, b: Comparison): Comparison {
  return {
    packages: a.packages + b.packages,
    compared: a.compared + b.compared,
    private: a.private + b.private,
  };
}

/** What was found with the published packages of both kinds. */
function together(python: WheelComparison, npm: Compared): Compared {
  return {
    findings: [...python.findings, ...npm.findings],
    problems: [...python.problems, ...npm.problems],
    verified: new Set([...npm.verified, ...python.verified]),
    comparison: added(npm.comparison, python.comparison),
  };
}

async function detect(context: DetectContext): Promise<Detection> {
  const { tree, inventory, published, wheels } = context;
  const records = await readRecords(tree, inventory.packages);
  const python = wheels ? await compareWheels(records, { tree, wheels }) : null;
  const recorded = await recordedTampering(tree, records, python?.compared ?? NONE);
  const isRecorded = records.packages.length > 0;
  if (!published) return { ...recorded, examined: isRecorded ? ['tamper'] : [] };
  const npm = await comparePublished(context, published);
  const all = python ? together(python, npm) : npm;
  return {
    ...all,
    examined: isRecorded || all.comparison.compared > 0 ? ['tamper'] : [],
    findings: [...recorded.findings, ...all.findings],
    problems: [...recorded.problems, ...all.problems],
  };
}

/**
 * Installed packages against the hashes that installers recorded, and against their published tarballs where published packages are
 * handed in (`--verify`).
 */
export const tamper = {
  id: 'tamper',
  title: 'Installed packages that are not as they were published',
  detect,
} satisfies Detector;
