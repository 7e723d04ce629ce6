import type { PublishedCode } from '../../fingerprints/index.js';
import type { Candidate } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';
import type { Claim, StatedVersion, Testimony } from '../evidence.js';
import { underAskedNames } from './asked-names.js';
import { withExpected } from './expected-packages.js';
import { lockedVersions, withinLocked } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import { manifestsOf } from './manifests.js';
import { withStated } from './stated-versions.js';
import { testify } from './testify.js';
import { withinRanges } from './within-ranges.js';

/** What is known beside the code. */
export interface Surroundings {
  readonly named: Named;
  /** What stronger evidence says. */
  readonly claims: readonly Claim[];
  readonly stated: readonly StatedVersion[];
  readonly published: PublishedCode | null;
  readonly candidates: readonly Candidate[];
}

/** Says what the recognised copies are, by all that is known of them together. */
export async function conclude(
  bundle: BundleText,
  { named: { recognised, copies }, claims, stated, published, candidates }: Surroundings,
): Promise<Testimony> {
  const locked = lockedVersions(candidates);
  const exact = withStated(withinLocked(copies, locked), bundle, stated);
  const manifests = await manifestsOf(exact, recognised.observed.index, published);
  const fitting = withinRanges(underAskedNames({ recognised, copies: exact }, manifests), manifests);
  const named = { recognised, copies: withinLocked(fitting.copies, locked) };
  return withExpected(testify(bundle, claims, named), { claims, named, manifests, candidates });
}
