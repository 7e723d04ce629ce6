import type { Candidate } from '../../model/index.js';
import type { Bracket, Claim, Mention, Testimony } from '../evidence.js';
import { declaredBy, importsOf } from './declared-children.js';
import { lockedVersions } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import { versionsInRange } from './versions-to-try.js';

/** A package that must be there although its code was not recognised. */
interface Expected {
  readonly name: string;
  /** The first package that asks for it, and its likeliest version. */
  readonly parent: string;
  readonly ranges: Set<string>;
}

/** What every version that a copy can be of asks for, and what of the copy is there imports. */
function expectedIn({ copies, recognised }: Named): Expected[] {
  const named = new Set(copies.map(({ name }) => name));
  const expected = new Map<string, Expected>();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    for (const [name, { ranges, isSure }] of declaredBy(copy, recognised)) {
      if (!isSure || named.has(name) || !imports.has(name)) continue;
      const parent = `${copy.name} ${copy.plausible[0] ?? ''}`;
      const known = expected.get(name) ?? { name, parent, ranges: new Set() };
      expected.set(name, known);
      for (const range of ranges) known.ranges.add(range);
    }
  }
  return [...expected.values()];
}

/** Published or locked versions that fit; none when nothing lists them. */
function versionsOf(
  { name, ranges }: Expected,
  { recognised }: Named,
  locked: ReadonlySet<string> | undefined,
): string[] {
  const entries = recognised.observed.index.packages.filter((each) => each.name === name);
  const published = locked ? [...locked] : [...new Set(entries.flatMap((each) => each.published))];
  return versionsInRange(published, [...ranges].join(' || '));
}

function folderOf({ name }: Expected): string {
  return `node_modules/${name}`;
}

function mentionOf(expected: Expected): Mention {
  const { name, parent, ranges } = expected;
  return {
    package: { kind: 'package', name, version: null, folder: folderOf(expected) },
    detail: `${parent} imports it and asks for ${[...ranges].join(' || ')}; its own code was not recognised`,
    confidence: 'low',
  };
}

interface Surroundings {
  /** What stronger evidence says of the bundle. */
  readonly claims: readonly Claim[];
  readonly named: Named;
  readonly candidates: readonly Candidate[];
}

/** Adds to what was recognised the packages that it cannot do without. Of those that stronger evidence names, nothing is said. */
export function withExpected(testimony: Testimony, { claims, named, candidates }: Surroundings): Testimony {
  const locked = lockedVersions(candidates);
  const told = new Set(claims.flatMap(({ owner }) => (owner.kind === 'package' ? [owner.name] : [])));
  const expected = expectedIn(named).filter(({ name }) => !told.has(name));
  return {
    ...testimony,
    mentions: [...testimony.mentions, ...expected.map(mentionOf)],
    brackets: [
      ...testimony.brackets,
      ...expected.map((each): Bracket => ({
        folder: folderOf(each),
        versions: versionsOf(each, named, locked.get(each.name)),
      })),
    ],
  };
}
