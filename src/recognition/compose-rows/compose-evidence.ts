import { MAX_GLUE_LENGTH } from '../parameters/compose-rows.js';
import {
  type BundleText,
  fillGaps,
  noEvidence,
  type CandidateVersions,
  type Claim,
  type Import,
  type Mention,
  type BuildEvidence,
  GENERATED,
  type OwningPackage,
} from '../../evidence/index.js';
import { confidenceOf, heaviestCopies, importedNames } from './confidence.js';
import { dataClaims } from './data-claims.js';
import type { Confidence } from '../../model/index.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { ownCode } from './own-code.js';
import type { Piece } from '../read/pieces.js';
import type { RecognisedText } from '../recognised-text.js';
import { unknownParts } from './unknown-parts.js';

/** A copy and the folder that identifies it. */
interface PlacedCopy {
  readonly copy: RecognisedCopy;
  readonly owner: OwningPackage;
  /** The package that embeds it in its own file, null if that package is not known; undefined if none does. */
  readonly host?: OwningPackage | null;
}

/** The name of the package whose code it has; the copy may have been renamed. */
function knownName({ name, segments }: RecognisedCopy): string {
  return segments[0]?.segment.file.package.name ?? name;
}

/**
 * Assigns folders to copies: that of stronger evidence, or the one that installers would use. Embedded copies get the folder of the
 * package that embeds them, with their name.
 */
function withFolders(copies: readonly RecognisedCopy[]): PlacedCopy[] {
  const taken = new Set(copies.flatMap(({ evidenced }) => evidenced?.owner.folder ?? []));
  const hosts = new Map<string, OwningPackage>();
  const place = (copy: RecognisedCopy): PlacedCopy => {
    const { name, embeddedIn, evidenced } = copy;
    const host = embeddedIn === undefined ? undefined : (hosts.get(embeddedIn) ?? null);
    if (evidenced) return { copy, owner: evidenced.owner, ...(host !== undefined && { host }) };
    const plain = host === undefined ? `node_modules/${name}` : `${host?.folder ?? ''}#${name}`;
    let folder = plain;
    for (let count = 2; taken.has(folder); count += 1) folder = `${plain}#${count}`;
    taken.add(folder);
    const owner: OwningPackage = { kind: 'package', name, version: null, folder };
    return { copy, owner, ...(host !== undefined && { host }) };
  };
  const installed = copies.filter((copy) => copy.embeddedIn === undefined).map(place);
  for (const { copy, owner } of installed.toReversed()) hosts.set(knownName(copy), owner);
  return [...installed, ...copies.filter(({ embeddedIn }) => embeddedIn !== undefined).map(place)];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Which code was recognised; null if only evidence names the copy. */
function codeOf({ segments }: RecognisedCopy): string | null {
  const [most] = segments.toSorted((a, b) => b.segment.weight - a.segment.weight);
  if (!most) return null;
  const files = new Set(segments.map(({ segment }) => segment.file.path)).size;
  const features = segments.reduce((sum, { segment }) => sum + segment.features.length, 0);
  const others = files > 1 ? ` and ${files - 1} more files` : '';
  return `${percent(most.coverage)} of ${most.segment.file.path}${others}, ${features} features`;
}

function detailOf({ copy, host }: PlacedCopy): string {
  const { name, plausible, note = null } = copy;
  const known = knownName(copy);
  const nearest =
    known === name
      ? `nearest ${plausible[0] ?? 'to no version'}`
      : `the code of ${known}, which nothing here requires, under the name that is required`;
  const inside =
    host === undefined ? null : `inside a published file of ${host?.name ?? 'a package that is not known'}`;
  return [codeOf(copy), nearest, note, inside].filter((each) => each !== null).join('; ');
}

function mentionOf(placed: PlacedCopy, confidence: Confidence): Mention {
  const { owner, host } = placed;
  const mention = { package: owner, detail: detailOf(placed), confidence };
  return host === undefined ? mention : { ...mention, host };
}

function claimsOf({ copy, owner }: PlacedCopy): Claim[] {
  return copy.segments.flatMap(({ segment }) =>
    segment.ranges.map(([start, end]) => ({ start, end, owner })),
  );
}

/** Imports between copies. One copy of each name counts as the imported one; embedded copies import only copies in the same file. */
function importsOf(placed: readonly PlacedCopy[]): Import[] {
  const keyOf = (host: PlacedCopy['host'], name: string): string =>
    `${host === undefined ? '' : (host?.folder ?? '?')} ${name}`;
  const byName = new Map(placed.toReversed().map(({ owner, host }) => [keyOf(host, owner.name), owner]));
  return placed.flatMap(({ copy, owner, host }) => {
    const names = new Set(copy.segments.flatMap(({ segment }) => segment.file.imports));
    return [...names].flatMap((name): Import[] => {
      const to = byName.get(keyOf(host, name));
      return to && name !== owner.name ? [{ from: owner, to }] : [];
    });
  });
}

function isGlue({ features, ranges }: Piece, { observed }: RecognisedText): boolean {
  const length = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  return (
    length <= MAX_GLUE_LENGTH &&
    features.every((number) => !observed.isNovel[number] && !observed.weights[number])
  );
}

function glueOf(recognised: RecognisedText): Claim[] {
  return recognised.rest
    .filter((piece) => isGlue(piece, recognised))
    .flatMap(({ ranges }) => ranges.map(([start, end]) => ({ start, end, owner: GENERATED })));
}

/** Whether a copy adds something: an evidenced copy without candidate versions does not. */
function isOfUse({ segments, candidateVersions }: RecognisedCopy): boolean {
  return segments.length > 0 || candidateVersions.length > 0;
}

interface Findings {
  readonly recognised: RecognisedText;
  readonly copies: readonly RecognisedCopy[];
}

/** Converts the recognised copies of a bundle into build evidence. */
export function composeEvidence(
  bundle: BundleText,
  claims: readonly Claim[],
  found: Findings,
): BuildEvidence {
  const placed = withFolders(found.copies.filter(isOfUse));
  const own = fillGaps(dataClaims(found.recognised), ownCode(found.recognised));
  const context = {
    observed: found.recognised.observed,
    imported: importedNames(placed.map(({ copy }) => copy)),
    heaviest: heaviestCopies(placed.map(({ copy }) => copy)),
  };
  return {
    ...noEvidence(bundle.path, unknownParts(bundle, fillGaps(claims, own), found.recognised)),
    mentions: placed.map((each) => mentionOf(each, confidenceOf(each.copy, context))),
    claims: fillGaps(
      placed.flatMap(claimsOf).sort((a, b) => a.start - b.start),
      own,
    ),
    glue: glueOf(found.recognised).sort((a, b) => a.start - b.start),
    imports: importsOf(placed),
    trueNames: placed.flatMap(({ copy: { name, evidenced }, owner: { folder } }) =>
      evidenced && evidenced.owner.name !== name ? [{ folder, name }] : [],
    ),
    candidateVersions: placed.map(
      ({ copy: { candidateVersions, isInferred = false }, owner }): CandidateVersions => {
        return { folder: owner.folder, versions: candidateVersions, isInferred };
      },
    ),
  };
}
