import { MAX_READING_ROUNDS } from '../parameters/closure.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { Candidate } from '../../model/index.js';
import type { BundleText, Claim, BuildEvidence } from '../../evidence/index.js';
import { underRequiredNames } from '../candidates/required-names.js';
import { withExpected } from '../expect/expected-packages.js';
import { withLikeliest } from '../candidates/likeliest-versions.js';
import { lockedVersions, withCounts, withinLocked } from '../candidates/locked-versions.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import { onlyPublicNames } from '../closure/only-public-names.js';
import { manifestsOf, type Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { matchIndexed, withMatches } from '../copies/original-files.js';
import { placeCopies } from '../copies/place-copies.js';
import { publishedVersions, type PublishedVersions } from '../candidates/published-versions.js';
import { readOriginals, type Comparisons } from '../closure/read-originals.js';
import type { RecognisedText } from '../recognised-text.js';
import { withStated } from '../candidates/stated-versions.js';
import { composeEvidence } from './compose-evidence.js';
import type { EvidencedCopies } from '../evidenced-copy.js';
import { withinRanges } from '../candidates/within-ranges.js';

/** A comparison, and what is known besides. */
export interface CodeContext {
  readonly named: RecognisedBundle;
  /** Claims of stronger evidence. */
  readonly claims: readonly Claim[];
  readonly evidence: readonly BuildEvidence[];
  readonly published: PublishedCode | null;
  readonly candidates: readonly Candidate[];
}

/** A copy that only evidence names may have every published version. */
function withAll(copy: RecognisedCopy, published: PublishedVersions): RecognisedCopy {
  return copy.segments.length > 0 ? copy : { ...copy, candidateVersions: published.get(copy.name) ?? [] };
}

/** A copy that only evidence names has no candidates, unless its files narrowed them. */
function withoutAll(copy: RecognisedCopy): RecognisedCopy {
  return copy.segments.length > 0 || copy.note !== undefined ? copy : { ...copy, candidateVersions: [] };
}

/** What decides the versions of copies. */
interface Facts extends Pick<CodeContext, 'evidence' | 'candidates' | 'published'> {
  readonly bundle: BundleText;
  readonly recognised: RecognisedText;
  readonly versions: PublishedVersions;
  readonly comparisons: Comparisons;
}

interface Fitting extends RecognisedBundle {
  readonly manifests: Manifests;
  /** Embedded copies. Installers did not choose their versions, and nothing requires them. */
  readonly embedded: readonly RecognisedCopy[];
}

function isEmbedded({ embeddedIn }: RecognisedCopy): boolean {
  return embeddedIn !== undefined;
}

/** Narrows the candidate versions of copies by their files, by stated and locked versions, and by requirements. */
async function fit(placed: readonly RecognisedCopy[], facts: Facts): Promise<Fitting> {
  const { bundle, recognised, evidence, candidates, published, versions, comparisons } = facts;
  const locked = lockedVersions(candidates);
  const installed = placed.filter((copy) => !isEmbedded(copy));
  const compared = installed.map((copy) => {
    const { matches } = comparisons.get(copy.evidenced?.owner.folder ?? '') ?? {};
    const open = withAll(copy, versions);
    return matches ? withMatches(open, matches, versions.get(copy.name) ?? []) : open;
  });
  const stated = evidence.flatMap((each) => each.versions);
  const exact = withStated(withinLocked(compared, locked), bundle, stated);
  const manifests = await manifestsOf(exact, recognised.observed.index, published);
  const named = underRequiredNames({ recognised, copies: exact }, { manifests, locked });
  const narrowed = withinRanges(named, manifests, versions);
  const open = { recognised, copies: withCounts(withinLocked(narrowed.copies, locked), locked) };
  return { ...withLikeliest(open, manifests, versions), manifests, embedded: placed.filter(isEmbedded) };
}

/** Collects what decides the versions, and compares the files of evidenced copies with the index. */
async function gather(
  bundle: BundleText,
  { named, evidence, candidates, published: unlimited }: CodeContext,
  placed: readonly RecognisedCopy[],
): Promise<Facts> {
  const { recognised } = named;
  const { index } = recognised.observed;
  const names = placed.map(({ name }) => name);
  const published = unlimited && (await onlyPublicNames(names, { published: unlimited, index, candidates }));
  const versions = await publishedVersions(names, index, published);
  const comparisons = new Map(
    placed.flatMap(({ name, evidenced }) =>
      evidenced && evidenced.originals.length > 0
        ? [
            [
              evidenced.owner.folder,
              { matches: matchIndexed(name, evidenced.originals, index), read: 0 },
            ] as const,
          ]
        : [],
    ),
  );
  return { bundle, recognised, evidence, candidates, published, versions, comparisons };
}

/** Finds the candidate versions of the recognised copies, and returns them as build evidence. */
export async function evidenceOfCode(
  bundle: BundleText,
  evidenced: EvidencedCopies,
  context: CodeContext,
): Promise<BuildEvidence> {
  const { named, claims, candidates } = context;
  const placed = placeCopies(named.copies, { evidenced, claims, index: named.recognised.observed.index });
  const facts = await gather(bundle, context, placed);
  const { published, comparisons, recognised } = facts;
  let fitting = await fit(placed, facts);
  for (let round = 0; round < MAX_READING_ROUNDS && published?.hasBudget(); round += 1) {
    if (!(await readOriginals(fitting.copies, comparisons, published))) break;
    fitting = await fit(placed, facts);
  }
  const { manifests, embedded } = fitting;
  const found = { recognised, copies: fitting.copies.map(withoutAll) };
  const composed = composeEvidence(bundle, claims, { ...found, copies: [...found.copies, ...embedded] });
  return evidenced.isWhole
    ? composed
    : withExpected(composed, { claims, named: found, manifests, candidates });
}
