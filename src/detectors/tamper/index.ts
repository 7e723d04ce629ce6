import pLimit from 'p-limit';
import type { Finding, Problem } from '../../model/index.js';
import type { DetectContext, Detection, Detector } from '../detector.js';
import type { PublishedPackages } from '../published.js';
import type { FileDifferences } from './compare-files.js';
import { comparePackage } from './compare-package.js';
import { copyFinder } from './copies.js';
import type { Difference } from './difference.js';
import { findingOf } from './finding.js';
import { installedPackages, type InstalledPackage } from './installed-files.js';
import { lockedAddresses } from './locked-addresses.js';

const NOT_ASKED =
  'nothing shows that the registry they would be asked of is theirs: no lockfile in the artifact says so (--verify-all asks all the same)';
/** Packages that a problem names; the rest is counted. */
const MAX_SHOWN = 5;

/** What came of one package, and which parts of it could not be compared and why. */
interface Outcome {
  readonly finding?: Finding | undefined;
  readonly notCompared: readonly string[];
}

function unknown({ package: found, folder }: InstalledPackage, what: 'name' | 'version'): Difference {
  const text = what === 'name' ? 'the registry knows no such package' : 'the registry has no such version';
  const evidence = [{ path: `${folder}/package.json`, line: null, detail: `${found.name}@${found.version}` }];
  return { rule: 'unknown-to-registry', severity: 'medium', text, evidence };
}

function outcomeOf(
  { package: found }: InstalledPackage,
  { differences, minified, unread, foreign }: FileDifferences,
): Outcome {
  return {
    finding: findingOf(found, differences),
    notCompared: [
      ...(minified.length > 0 ? ['files are minified: only their words were compared'] : []),
      ...(unread.length > 0 ? ['files could not be read'] : []),
      ...(foreign.length > 0 ? ['packages said to be bundled in them are not in their tarballs'] : []),
    ],
  };
}

async function verify(
  one: InstalledPackage,
  published: PublishedPackages,
  context: DetectContext & Pick<Parameters<typeof comparePackage>[2], 'isCopy'>,
): Promise<Outcome> {
  const { name, version } = one.package;
  const answer = await published.find(name, version ?? '');
  if (answer.state === 'unavailable') return { notCompared: [answer.reason] };
  if (answer.state === 'unknown')
    return { finding: findingOf(one.package, [unknown(one, answer.what)]), notCompared: [] };
  return outcomeOf(one, await comparePackage(one, answer, context));
}

/** One problem a reason: a registry that is down is told once, not once a package. */
function problemsOf(notCompared: ReadonlyMap<string, readonly string[]>): Problem[] {
  return [...notCompared].map(([reason, names]) => {
    const named = names.slice(0, MAX_SHOWN).join(', ') + (names.length > MAX_SHOWN ? ' …' : '');
    const message = `Not compared with what was published (${names.length} packages: ${named}): ${reason}.`;
    return { code: 'unresolved', path: '', message, affectsCompleteness: false };
  });
}

async function detect(context: DetectContext): Promise<Detection> {
  const { tree, inventory, published } = context;
  if (!published) return { findings: [], problems: [] };
  const addresses = await lockedAddresses(tree);
  const isCopy = copyFinder(tree, inventory.packages);
  const limit = pLimit(published.concurrency);
  const candidates = installedPackages(tree, inventory.packages).filter(
    ({ package: { origin, versionState } }) => origin !== 'private' && versionState === 'exact',
  );
  const outcomes = await Promise.all(
    candidates.map(async (one): Promise<Outcome> => {
      const { name, version } = one.package;
      if (!published.mayAsk(name, version ?? '', addresses)) return { notCompared: [NOT_ASKED] };
      return limit(verify, one, published, { ...context, isCopy });
    }),
  );
  const notCompared = new Map<string, string[]>();
  for (const [at, outcome] of outcomes.entries()) {
    const { name, version } = candidates[at]!.package;
    for (const reason of outcome.notCompared) {
      notCompared.set(reason, [...(notCompared.get(reason) ?? []), `${name}@${version}`]);
    }
  }
  return {
    findings: outcomes.flatMap(({ finding }) => finding ?? []),
    problems: problemsOf(notCompared),
  };
}

/** Installed packages against their published tarballs. Does nothing unless published packages are handed in (`--verify`). */
export const tamper = {
  id: 'tamper',
  title: 'Installed packages that are not as they were published',
  detect,
} satisfies Detector;
