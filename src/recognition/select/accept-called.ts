import { MIN_RECOGNISABLE_WEIGHT } from '../parameters/expect.js';
import { MIN_SHARE_OF_TINY_FILE, MAX_EXTRA_LENGTH } from '../parameters/select.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { firstIndex, groupBy } from '../../model/index.js';
import { isNodeModule } from '../../syntax/index.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { filesByPackage } from '../index/files-by-package.js';
import { versionsOfGroup, type IndexedFile, type IndexedPackage } from '../index/fingerprint-index.js';
import { plausibleAmong } from '../likelihood/choose-versions.js';
import { indexedManifests } from '../likelihood/manifests.js';
import { rankSegment } from '../likelihood/ranked-segment.js';
import { importsOfSegment } from '../likelihood/segment-imports.js';
import { weighFeatures } from '../place/file-scores.js';
import type { RankedSegment } from '../ranked-segment.js';
import type { Piece } from '../read/pieces.js';
import type { RecognisedText } from '../recognised-text.js';

/** A module and the file that it can be. */
interface Fit {
  readonly piece: Piece;
  readonly file: IndexedFile;
}

/** Length of the longest text of a file, in any version. */
function lengthOf({ number, package: owner }: IndexedFile, first: number): number {
  const own = owner.texts.filter(({ file }) => file === number - first);
  return Math.max(0, ...own.map(({ size }) => size));
}

/** The number of a file's atoms in each version, by ordinal, as far as a text can match them. */
function atomsOf(
  { package: owner, firstGroup, endGroup }: IndexedFile,
  { observed: { index } }: RecognisedText,
): number[] {
  const counts = owner.versions.map(() => 0);
  for (let group = firstGroup; group < endGroup; group += 1)
    for (const version of versionsOfGroup(index, group))
      counts[version] = (counts[version] ?? 0) + (index.groups.atoms[group] ?? 0);
  return counts;
}

/** The number of a module's atoms that a file has in each version, by ordinal; null if the module has an atom that the file lacks. */
function sharedAtoms({ features }: Piece, file: IndexedFile, { observed }: RecognisedText): number[] | null {
  const { index, groups, weights, isShape, isNovel } = observed;
  const counts = file.package.versions.map(() => 0);
  for (const feature of features) {
    if (isShape[feature]) continue;
    if (isNovel[feature]) return null;
    if (!weights[feature]) continue;
    const own = Array.from(groups[feature] ?? []).filter(
      (group) => index.groups.files[group] === file.number,
    );
    if (own.length === 0) return null;
    for (const version of own.flatMap((group) => versionsOfGroup(index, group)))
      counts[version] = (counts[version] ?? 0) + 1;
  }
  return counts;
}

/**
 * Whether nothing contradicts that a module is a file, whole: each of them has the atoms of the other. Atoms that most packages have
 * say nothing.
 */
function canBe(piece: Piece, file: IndexedFile, recognised: RecognisedText): boolean {
  const { form, start, end } = piece;
  if (file.isEsModule ? form === 'commonjs' : form === 'ecmascript') return false;
  const [first] = filesByPackage(recognised.observed.index).get(file.package) ?? [];
  if (end - start > lengthOf(file, first?.number ?? 0) + MAX_EXTRA_LENGTH) return false;
  const shared = sharedAtoms(piece, file, recognised);
  return (
    shared !== null &&
    atomsOf(file, recognised).some(
      (count, version) => (shared[version] ?? 0) >= MIN_SHARE_OF_TINY_FILE * count,
    )
  );
}

function segmentOf({ piece, file }: Fit, recognised: RecognisedText): RankedSegment {
  const { observed, weigh } = recognised;
  const { ranges, features } = piece;
  const total = weighFeatures(features, observed);
  return rankSegment({ file, isWrapped: true, ranges, features, weight: total, total }, observed, weigh);
}

/** Finds packages by the modules that code of known packages calls. */
class CalledPackages {
  private readonly recognised: RecognisedText;
  private readonly names: Set<string>;
  private readonly owners: ReadonlyMap<string, readonly IndexedPackage[]>;
  private readonly open: ReadonlyMap<number, Piece>;
  private readonly taken = new Set<Piece>();
  private readonly absent: ReadonlySet<string | null>;

  constructor(accepted: readonly AcceptedPackage[], recognised: RecognisedText) {
    this.recognised = recognised;
    this.owners = groupBy(recognised.observed.index.packages, ({ name }) => [name]);
    this.names = new Set(accepted.map(({ name }) => name));
    this.absent = new Set(recognised.specifiers.map(packageOfSpecifier));
    const claimed = new Set(
      accepted.flatMap(({ segments }) => segments.flatMap(({ segment }) => segment.ranges)),
    );
    const free = recognised.pieces.filter(
      ({ isWrapped, ranges }) => isWrapped && !ranges.some((range) => claimed.has(range)),
    );
    this.open = new Map(free.map((piece) => [piece.start, piece]));
  }

  /** Names that a segment imports, that its package requires, and that have code in the index but none in the bundle yet. */
  private wantedBy(segment: RankedSegment): IndexedFile[][] {
    const { index } = this.recognised.observed;
    const { name } = segment.segment.file.package;
    const plausible = plausibleAmong([segment.likelihoods]);
    const manifests = indexedManifests(index, name, new Set(plausible));
    const required = new Set([...manifests.values()].flatMap((manifest) => [...manifest.keys()]));
    const wanted = importsOfSegment(segment, plausible, index).filter(
      (each) => required.has(each) && !this.names.has(each) && !this.absent.has(each) && !isNodeModule(each),
    );
    const files = filesByPackage(index);
    return wanted.flatMap((each) => {
      const owners = this.owners.get(each) ?? [];
      const entries = owners
        .map((owner) => files.get(owner) ?? [])
        .filter((own) => !this.hasOtherCode(own))
        .flatMap((own) => own.filter(({ isEntry }) => isEntry));
      return entries.length > 0 ? [entries] : [];
    });
  }

  /** Whether files beside a package's entries have code that would have been recognised: an entry alone is not the package. */
  private hasOtherCode(files: readonly IndexedFile[]): boolean {
    const { weigh } = this.recognised;
    return files.some((file) => !file.isEntry && Math.max(0, ...weigh(file)) >= MIN_RECOGNISABLE_WEIGHT);
  }

  /** The modules that a segment calls and that are of no package yet. */
  private calledBy({ segment: { ranges } }: RankedSegment): Piece[] {
    const { calls } = this.recognised;
    const placeOf = (position: number): number =>
      firstIndex(0, calls.length, (place) => (calls[place]?.at ?? 0) >= position);
    const called = ranges
      .flatMap(([start, end]) => calls.slice(placeOf(start), placeOf(end)))
      .map(({ to }) => this.open.get(to.start));
    return [...new Set(called)].flatMap((piece) => (piece && !this.taken.has(piece) ? [piece] : []));
  }

  /** Modules that can be just one of the wanted packages, which can be no other module. */
  private fitsOf(segment: RankedSegment): Fit[] {
    const wanted = this.wantedBy(segment);
    if (wanted.length === 0) return [];
    const pieces = this.calledBy(segment);
    const possible = wanted.map((entries) =>
      pieces.flatMap((piece): Fit[] => {
        const file = entries.find((entry) => canBe(piece, entry, this.recognised));
        return file ? [{ piece, file }] : [];
      }),
    );
    const counts = new Map<Piece, number>();
    for (const { piece } of possible.flat()) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    return possible.flatMap((fits) =>
      fits.length === 1 && fits.every(({ piece }) => counts.get(piece) === 1) ? fits : [],
    );
  }

  find(first: readonly RankedSegment[]): AcceptedPackage[] {
    const found: AcceptedPackage[] = [];
    const queue = [...first];
    for (const segment of queue)
      for (const fit of this.fitsOf(segment)) {
        const own = segmentOf(fit, this.recognised);
        const { name } = fit.file.package;
        this.taken.add(fit.piece);
        this.names.add(name);
        queue.push(own);
        found.push({ name, segments: [own], rareFeatures: 0, imports: [...fit.file.imports] });
      }
    return found;
  }
}

/**
 * Packages of one small module that says too little by itself. It is a package's entry if a module of a package that imports that one calls
 * it, nothing contradicts it, and no other module or package can be meant.
 */
export function acceptCalled(
  accepted: readonly AcceptedPackage[],
  recognised: RecognisedText,
): AcceptedPackage[] {
  if (recognised.calls.length === 0) return [];
  return new CalledPackages(accepted, recognised).find(accepted.flatMap(({ segments }) => segments));
}
