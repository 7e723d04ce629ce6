import type { PublishedCode } from '../../fingerprints/index.js';
import type { Candidate } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';
import type { Claim, Testimony } from '../evidence.js';
import { underAskedNames } from './asked-names.js';
import { withExpected } from './expected-packages.js';
import { lockedVersions, withinLocked } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import { manifestsOf } from './manifests.js';
import type { NamedCopy } from './name-copies.js';
import { matchIndexed, withMatches } from './original-files.js';
import { placeCopies } from './place-copies.js';
import { publishedVersions, type PublishedVersions } from './published-versions.js';
import { withStated } from './stated-versions.js';
import { testify } from './testify.js';
import { toldBy, type Told } from './told-copies.js';
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

/** Every version that there is says nothing. */
function withoutAll(copy: NamedCopy, published: PublishedVersions): NamedCopy {
  const { name, segments, bracket, note = 'its versions that are asked for' } = copy;
  if (segments.length > 0) return copy;
  return bracket.length < (published.get(name)?.length ?? 0) ? { ...copy, note } : { ...copy, bracket: [] };
}

/** Says what the recognised copies are, by all that is known of them together. */
export async function conclude(
  bundle: BundleText,
  { named: { recognised, copies }, claims, heard, published, candidates }: Surroundings,
): Promise<Testimony> {
  const { index } = recognised.observed;
  const told: Told = toldBy(heard, claims, bundle.text.length);
  const locked = lockedVersions(candidates);
  const placed = placeCopies(copies, told, claims);
  const versions = await publishedVersions(
    placed.map(({ name }) => name),
    index,
    published,
  );
  const compared = placed.map((copy) => {
    const matches = matchIndexed(copy.name, copy.told?.originals ?? [], index);
    return withMatches(withAll(copy, versions), matches, versions.get(copy.name) ?? []);
  });
  const stated = heard.flatMap((each) => each.versions);
  const exact = withStated(withinLocked(compared, locked), bundle, stated);
  const manifests = await manifestsOf(exact, index, published);
  const fitting = withinRanges(
    underAskedNames({ recognised, copies: exact }, manifests),
    manifests,
    versions,
  );
  const named = {
    recognised,
    copies: withinLocked(fitting.copies, locked).map((copy) => withoutAll(copy, versions)),
  };
  const testimony = testify(bundle, claims, named);
  return told.isWhole ? testimony : withExpected(testimony, { claims, named, manifests, candidates });
}
