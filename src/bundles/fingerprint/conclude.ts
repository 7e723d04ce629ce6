import type { PublishedCode } from '../../fingerprints/index.js';
import type { Candidate } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';
import type { Claim, Testimony } from '../evidence.js';
import { underAskedNames } from './asked-names.js';
import { withExpected } from './expected-packages.js';
import { withLikeliest } from './likeliest-versions.js';
import { lockedVersions, withCounts, withinLocked } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import { lendKnown } from './known-names.js';
import { manifestsOf, type Manifests } from './manifests.js';
import type { NamedCopy } from './name-copies.js';
import { matchIndexed, withMatches } from './original-files.js';
import { placeCopies } from './place-copies.js';
import { publishedVersions, type PublishedVersions } from './published-versions.js';
import { readOriginals, type Comparisons } from './read-originals.js';
import type { Recognised } from './recognise.js';
import { withStated } from './stated-versions.js';
import { testify } from './testify.js';
import type { Told } from './told-copies.js';
import { withinRanges } from './within-ranges.js';

/** What is known beside the code. */
export interface Surroundings {
  readonly named: Named;
  /** What stronger evidence says. */
  readonly claims: readonly Claim[];
  readonly heard: readonly Testimony[];
  readonly published: PublishedCode | null;
  readonly candidates: readonly Candidate[];
}

/** What is told and was not recognised can be of every version. */
function withAll(copy: NamedCopy, published: PublishedVersions): NamedCopy {
  return copy.segments.length > 0 ? copy : { ...copy, bracket: published.get(copy.name) ?? [] };
}

/** Of what is only told nothing is said but what was found out of its versions. */
function withoutAll(copy: NamedCopy): NamedCopy {
  return copy.segments.length > 0 || copy.note !== undefined ? copy : { ...copy, bracket: [] };
}

/** Comparisons of files with more and more published versions at most. */
const MAX_ROUNDS = 12;

/** What copies are put together by. */
interface Facts extends Pick<Surroundings, 'heard' | 'candidates' | 'published'> {
  readonly bundle: BundleText;
  readonly recognised: Recognised;
  readonly versions: PublishedVersions;
  readonly comparisons: Comparisons;
}

interface Fitting extends Named {
  readonly manifests: Manifests;
  /** What packages bring inside their own files, which is not among the others: installers did not choose it, nobody asks for it. */
  readonly builtIn: readonly NamedCopy[];
}

function isBuiltIn({ builtInto }: NamedCopy): boolean {
  return builtInto !== undefined;
}

/** What of each copy is left by its files, by what is stated, and by what the others ask for. */
async function fit(placed: readonly NamedCopy[], facts: Facts): Promise<Fitting> {
  const { bundle, recognised, heard, candidates, published, versions, comparisons } = facts;
  const locked = lockedVersions(candidates);
  const installed = placed.filter((copy) => !isBuiltIn(copy));
  const compared = installed.map((copy) => {
    const { matches } = comparisons.get(copy.told?.owner.folder ?? '') ?? {};
    const open = withAll(copy, versions);
    return matches ? withMatches(open, matches, versions.get(copy.name) ?? []) : open;
  });
  const stated = heard.flatMap((each) => each.versions);
  const exact = withStated(withinLocked(compared, locked), bundle, stated);
  const manifests = await manifestsOf(exact, recognised.observed.index, published);
  const named = underAskedNames({ recognised, copies: exact }, manifests);
  const narrowed = withinRanges(named, manifests, versions);
  const open = { recognised, copies: withCounts(withinLocked(narrowed.copies, locked), locked) };
  return { ...withLikeliest(open, manifests, versions), manifests, builtIn: placed.filter(isBuiltIn) };
}

/** The copies that there are, and what their files are compared with. */
async function gather(
  bundle: BundleText,
  { named, heard, candidates, published: lent }: Surroundings,
  placed: readonly NamedCopy[],
): Promise<Facts> {
  const { recognised } = named;
  const { index } = recognised.observed;
  const names = placed.map(({ name }) => name);
  const published = lent && (await lendKnown(names, { published: lent, index, candidates }));
  const versions = await publishedVersions(names, index, published);
  const comparisons = new Map(
    placed.flatMap(({ name, told }) =>
      told && told.originals.length > 0
        ? [[told.owner.folder, { matches: matchIndexed(name, told.originals, index), read: 0 }] as const]
        : [],
    ),
  );
  return { bundle, recognised, heard, candidates, published, versions, comparisons };
}

/** Says what the recognised copies are, by all that is known of them together. */
export async function conclude(
  bundle: BundleText,
  told: Told,
  surroundings: Surroundings,
): Promise<Testimony> {
  const { named, claims, candidates } = surroundings;
  const placed = placeCopies(named.copies, { told, claims, index: named.recognised.observed.index });
  const facts = await gather(bundle, surroundings, placed);
  const { published, comparisons, recognised } = facts;
  let fitting = await fit(placed, facts);
  for (let round = 0; round < MAX_ROUNDS && published?.hasBudget(); round += 1) {
    if (!(await readOriginals(fitting.copies, comparisons, published))) break;
    fitting = await fit(placed, facts);
  }
  const { manifests, builtIn } = fitting;
  const found = { recognised, copies: fitting.copies.map(withoutAll) };
  const testimony = testify(bundle, claims, { ...found, copies: [...found.copies, ...builtIn] });
  return told.isWhole ? testimony : withExpected(testimony, { claims, named: found, manifests, candidates });
}
