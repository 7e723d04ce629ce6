import type { Candidate } from '../../model/index.js';
import type { CandidateVersions, Claim, Mention, BuildEvidence } from '../../evidence/index.js';
import { importsOf, likelyRequiredBy } from '../candidates/declared-children.js';
import { Expectations, guessOf, type Expected, type UnmetRequirement } from './expectations.js';
import { lockedVersions } from '../candidates/locked-versions.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifests } from '../likelihood/manifests.js';
import { isDoubtful } from '../copies/name-copies.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { neededByExpected } from './needed-by-expected.js';
import { detectability } from './detectability.js';

/** Ranges that a row shows, the newest ones: versions of many years have many ranges. */
const SHOWN_RANGES = 4;

interface ExpectationContext {
  /** Claims of stronger evidence. */
  readonly claims: readonly Claim[];
  readonly named: RecognisedBundle;
  readonly manifests: Manifests;
  readonly candidates: readonly Candidate[];
}

/** Requirements of a copy's likeliest version that its files import. */
function neededBy(copy: RecognisedCopy, { named, manifests }: ExpectationContext): UnmetRequirement[] {
  const imports = importsOf(copy, named.recognised);
  const dependentVersion = copy.plausible[0] ?? '';
  const manifest = manifests.get(copy.name)?.get(dependentVersion);
  return [...likelyRequiredBy(copy, manifests)]
    .filter(([name]) => imports.has(name))
    .map(([name, ranges]) => {
      const likely = manifest?.get(name) ?? '*';
      return { name, dependent: copy.name, dependentVersion, isImported: true, ranges, likely };
    });
}

function shownRanges({ needs }: Expected): string {
  const ranges = [...new Set(needs.flatMap((need) => [...need.ranges]))];
  return [...ranges.slice(-SHOWN_RANGES), ...(ranges.length > SHOWN_RANGES ? ['…'] : [])].join(' || ');
}

function mentionOf(expected: Expected): Mention {
  const { name, folder } = expected;
  const [{ dependent, dependentVersion, isImported }] = expected.needs;
  const newest = guessOf(expected);
  const guess = newest === undefined ? '' : ` (nearest ${newest}, which installers take now)`;
  return {
    package: { kind: 'package', name, version: null, folder },
    detail: `its own code was not recognised${guess}; ${dependent} ${dependentVersion} ${isImported ? 'imports it and requires' : 'requires'} ${shownRanges(expected)}`,
    confidence: 'low',
  };
}

/** The expected packages, with their own requirements, and so on. */
function withWhatTheyNeed(context: ExpectationContext): Expected[] {
  const { claims, named, candidates } = context;
  const { copies, recognised } = named;
  const locked = lockedVersions(candidates);
  const claimed = new Set(claims.flatMap(({ owner }) => (owner.kind === 'package' ? [owner.name] : [])));
  const expectations = new Expectations({ index: recognised.observed.index, locked, copies });
  const isDetectable = detectability(recognised);
  const add = (needs: readonly UnmetRequirement[]): Expected[] =>
    expectations.add(needs.filter(({ name }) => !claimed.has(name))).filter((each) => {
      const isThere = !isDetectable(each);
      if (!isThere) expectations.drop(each);
      return isThere;
    });
  // A copy that may be a fork of the package may have other requirements.
  const first = copies.filter((copy) => !isDoubtful(copy)).flatMap((copy) => neededBy(copy, context));
  for (let level = add(first); level.length > 0;) level = add(neededByExpected(level, recognised));
  return expectations.all;
}

/** Adds the packages that the recognised ones need. Packages that stronger evidence names are left out. */
export function withExpected(evidence: BuildEvidence, context: ExpectationContext): BuildEvidence {
  const expected = withWhatTheyNeed(context);
  return {
    ...evidence,
    mentions: [...evidence.mentions, ...expected.map(mentionOf)],
    candidateVersions: [
      ...evidence.candidateVersions,
      ...expected.map(({ folder, versions }): CandidateVersions => ({ folder, versions })),
    ],
  };
}
