import type { Candidate } from '../../model/index.js';
import type { Bracket, Claim, Mention, Testimony } from '../evidence.js';
import { importsOf, likelyAskedBy } from './declared-children.js';
import { Expectations, guessOf, type Expected, type Need } from './expectations.js';
import { lockedVersions } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import type { Manifests } from './manifests.js';
import { isDoubtful, type NamedCopy } from './name-copies.js';
import { neededByExpected } from './needed-by-expected.js';
import { showTester } from './would-show.js';

/** Ranges that are told, those of the newest: versions of years ask for many. */
const MAX_SHOWN = 4;

interface Surroundings {
  /** What stronger evidence says of the bundle. */
  readonly claims: readonly Claim[];
  readonly named: Named;
  readonly manifests: Manifests;
  readonly candidates: readonly Candidate[];
}

/** What the likeliest version of a copy asks for, and its files import. */
function neededBy(copy: NamedCopy, { named, manifests }: Surroundings): Need[] {
  const imports = importsOf(copy, named.recognised);
  const askerVersion = copy.plausible[0] ?? '';
  const asking = manifests.get(copy.name)?.get(askerVersion);
  return [...likelyAskedBy(copy, manifests)]
    .filter(([name]) => imports.has(name))
    .map(([name, ranges]) => {
      const likely = asking?.get(name) ?? '*';
      return { name, asker: copy.name, askerVersion, isImported: true, ranges, likely };
    });
}

function rangesTold({ needs }: Expected): string {
  const ranges = [...new Set(needs.flatMap((need) => [...need.ranges]))];
  return [...ranges.slice(-MAX_SHOWN), ...(ranges.length > MAX_SHOWN ? ['…'] : [])].join(' || ');
}

function mentionOf(expected: Expected): Mention {
  const { name, folder } = expected;
  const [{ asker, askerVersion, isImported }] = expected.needs;
  const newest = guessOf(expected);
  const guess = newest === undefined ? '' : ` (nearest ${newest}, which installers take now)`;
  return {
    package: { kind: 'package', name, version: null, folder },
    detail: `its own code was not recognised${guess}; ${asker} ${askerVersion} ${isImported ? 'imports it and asks for' : 'requires'} ${rangesTold(expected)}`,
    confidence: 'low',
  };
}

/** What is expected, and what that needs itself, and so on. */
function withWhatTheyNeed(surroundings: Surroundings): Expected[] {
  const { claims, named, candidates } = surroundings;
  const { copies, recognised } = named;
  const locked = lockedVersions(candidates);
  const told = new Set(claims.flatMap(({ owner }) => (owner.kind === 'package' ? [owner.name] : [])));
  const names = new Set(copies.map(({ name }) => name));
  const expectations = new Expectations({ index: recognised.observed.index, locked, copies });
  const wouldShow = showTester(recognised);
  const add = (needs: readonly Need[]): Expected[] =>
    expectations.add(needs.filter(({ name }) => !told.has(name))).filter((each) => {
      const isThere = locked.has(each.name) || !wouldShow(each);
      if (!isThere) expectations.drop(each);
      return isThere;
    });
  // Who may be another package may ask for something else: another copy of what is there is not known by it.
  const isClear = (copy: NamedCopy, { name }: Need): boolean => !names.has(name) || !isDoubtful(copy);
  const first = copies.flatMap((copy) => neededBy(copy, surroundings).filter((need) => isClear(copy, need)));
  for (let level = add(first); level.length > 0;) level = add(neededByExpected(level, recognised));
  return expectations.all;
}

/** Adds to what was recognised the packages that it cannot do without. Of those that stronger evidence names, nothing is said. */
export function withExpected(testimony: Testimony, surroundings: Surroundings): Testimony {
  const expected = withWhatTheyNeed(surroundings);
  return {
    ...testimony,
    mentions: [...testimony.mentions, ...expected.map(mentionOf)],
    brackets: [
      ...testimony.brackets,
      ...expected.map(({ folder, versions }): Bracket => ({ folder, versions })),
    ],
  };
}
