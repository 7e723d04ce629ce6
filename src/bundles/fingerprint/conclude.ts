import type { PublishedCode } from '../../fingerprints/index.js';
import type { Candidate } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';
import type { Claim, Testimony } from '../evidence.js';
import { underAskedNames } from './asked-names.js';
import { withExpected } from './expected-packages.js';
import { lockedVersions, withinLocked } from './locked-versions.js';
import type { Named } from './look-deeper.js';
import { manifestSource } from './manifests.js';
import { testify } from './testify.js';
import { withinRanges } from './within-ranges.js';

/** What is known beside the code. */
export interface Surroundings {
  readonly named: Named;
  readonly published: PublishedCode | null;
  readonly candidates: readonly Candidate[];
}

/** Says what the copies that were recognised are of, by all that is known of them together. */
export async function conclude(
  bundle: BundleText,
  claims: readonly Claim[],
  { named, published, candidates }: Surroundings,
): Promise<Testimony> {
  const moved = underAskedNames(named);
  const fitting = await withinRanges(moved, manifestSource(named.recognised.observed.index, published));
  const copies = withinLocked(fitting.copies, lockedVersions(candidates));
  const concluded = { ...fitting, copies };
  return withExpected(testify(bundle, claims, concluded), { claims, named: concluded, candidates });
}
