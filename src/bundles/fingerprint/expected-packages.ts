import valid from 'semver/functions/valid.js';
import type { Candidate } from '../../model/index.js';
import type { Bracket, Claim, Mention, Testimony } from '../evidence.js';
import { importsOf, likelyAskedBy } from './declared-children.js';
import { lockedVersions } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import type { Manifests } from './manifests.js';
import type { NamedCopy } from './name-copies.js';
import { guessOf, neededByExpected, type Expected, type Resolved } from './needed-by-expected.js';
import type { Recognised } from './recognise.js';
import { versionsInAny } from './versions-to-try.js';
import { showTester } from './would-show.js';

/** Ranges that are told, those of the newest: versions of years ask for many. */
const MOST_TOLD = 4;

/** What the likeliest version of a copy asks for, and its files import. */
function neededBy(
  copy: NamedCopy,
  recognised: Recognised,
  manifests: Manifests,
): [name: string, ranges: ReadonlySet<string>][] {
  const imports = importsOf(copy, recognised);
  return [...likelyAskedBy(copy, manifests)].filter(([name]) => imports.has(name));
}

/** What copies need and what is not among them. */
function expectedIn({ named, manifests }: Surroundings): Expected[] {
  const { copies, recognised } = named;
  const names = new Set(copies.map(({ name }) => name));
  const expected = new Map<string, Expected>();
  for (const copy of copies) {
    for (const [name, ranges] of neededBy(copy, recognised, manifests)) {
      if (names.has(name)) continue;
      const likeliest = copy.plausible[0] ?? '';
      const parent = `${copy.name} ${likeliest}`;
      const known = expected.get(name) ?? { name, parent, isImported: true, asks: [], likely: [] };
      expected.set(name, known);
      known.asks.push(ranges);
      known.likely.push(manifests.get(copy.name)?.get(likeliest)?.get(name) ?? '*');
    }
  }
  return [...expected.values()];
}

function rangesOf({ asks }: Expected): string[] {
  return [...new Set(asks.flatMap((ranges) => [...ranges]))];
}

function rangesTold(expected: Expected): string {
  const ranges = rangesOf(expected);
  return [...ranges.slice(-MOST_TOLD), ...(ranges.length > MOST_TOLD ? ['…'] : [])].join(' || ');
}

/** Every version that there is, as far as it is known: locked ones, those that the index lists, or those that are asked for exactly. */
function knownVersions(
  expected: Expected,
  { recognised }: Named,
  locked: ReadonlyMap<string, number> | undefined,
): string[] {
  if (locked) return [...locked.keys()];
  const entries = recognised.observed.index.packages.filter(({ name }) => name === expected.name);
  const listed = [
    ...entries.flatMap(({ published }) => published),
    ...(recognised.observed.index.listed(expected.name)?.published ?? []),
  ];
  if (listed.length > 0) return listed;
  const ranges = rangesOf(expected);
  return ranges.every((range) => valid(range) !== null) ? ranges : [];
}

/** Versions that everybody's range allows, or somebody's when these differ; none when not all are known that there are. */
function versionsOf(
  expected: Expected,
  named: Named,
  locked: ReadonlyMap<string, number> | undefined,
): string[] {
  const known = knownVersions(expected, named, locked);
  const fitting = versionsInAny(known, rangesOf(expected));
  const forAll = expected.asks.reduce((left, ranges) => versionsInAny(left, [...ranges]), fitting);
  return forAll.length > 0 ? forAll : fitting;
}

const nameOf = ({ expected }: Resolved): string => expected.name;

function folderOf({ name }: Expected): string {
  return `node_modules/${name}`;
}

function mentionOf({ expected, versions }: Resolved): Mention {
  const { name, parent, isImported } = expected;
  const newest = guessOf({ expected, versions });
  const guess = newest === undefined ? '' : ` (nearest ${newest}, which installers take now)`;
  return {
    package: { kind: 'package', name, version: null, folder: folderOf(expected) },
    detail: `its own code was not recognised${guess}; ${parent} ${isImported ? 'imports it and asks for' : 'requires'} ${rangesTold(expected)}`,
    confidence: 'low',
  };
}

interface Surroundings {
  /** What stronger evidence says of the bundle. */
  readonly claims: readonly Claim[];
  readonly named: Named;
  readonly manifests: Manifests;
  readonly candidates: readonly Candidate[];
}

/** What is expected, and what that needs itself, and so on; nothing twice. */
function withWhatTheyNeed(surroundings: Surroundings): Resolved[] {
  const { claims, named, candidates } = surroundings;
  const locked = lockedVersions(candidates);
  const resolve = (expected: Expected): Resolved => {
    return { expected, versions: versionsOf(expected, named, locked.get(expected.name)) };
  };
  const wouldShow = showTester(named.recognised);
  const isThere = (resolved: Resolved): boolean => locked.has(nameOf(resolved)) || !wouldShow(resolved);
  const told = new Set(claims.flatMap(({ owner }) => (owner.kind === 'package' ? [owner.name] : [])));
  const all: Resolved[] = [];
  let level = expectedIn(surroundings).filter(({ name }) => !told.has(name));
  while (level.length > 0) {
    const found = level.map(resolve).filter(isThere);
    all.push(...found);
    const known = new Set([...told, ...named.copies.map(({ name }) => name), ...all.map(nameOf)]);
    level = neededByExpected(found, named.recognised).filter(({ name }) => !known.has(name));
  }
  return all;
}

/** Adds to what was recognised the packages that it cannot do without. Of those that stronger evidence names, nothing is said. */
export function withExpected(testimony: Testimony, surroundings: Surroundings): Testimony {
  const expected = withWhatTheyNeed(surroundings);
  return {
    ...testimony,
    mentions: [...testimony.mentions, ...expected.map(mentionOf)],
    brackets: [
      ...testimony.brackets,
      ...expected.map(({ expected: each, versions }): Bracket => ({ folder: folderOf(each), versions })),
    ],
  };
}
