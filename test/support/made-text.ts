import { openIndex, writeIndex, FEATURES_VERSION } from '../../src/recognition/index.js';
import type { FingerprintIndex, PackageToIndex } from '../../src/recognition/index.js';
import type { IndexedFile } from '../../src/recognition/index/fingerprint-index.js';
import { fileWeigher, usualWeights, weighFeatures } from '../../src/recognition/place/file-scores.js';
import { numberFeatures, observe, type ObservedText } from '../../src/recognition/read/observed-text.js';
import type { RecognisedText } from '../../src/recognition/recognised-text.js';
import { NO_SNAPSHOTS } from '../../src/recognition/release-snapshots.js';
import type { Segment } from '../../src/recognition/segment.js';

/** `count` features that are atoms, from a number on. A feature that only one package has weighs 1. */
export function atoms(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => 2 * (from + at));
}

/** The same of shapes. */
export function shapes(from: number, count: number): number[] {
  return atoms(from, count).map((feature) => feature + 1);
}

/** A file of a made package; an entry that is a CommonJS module, if nothing else is given. */
export interface MadeFile {
  readonly features: readonly number[];
  readonly isEntry?: boolean;
  readonly isModule?: boolean;
}

/** Package name → path → file. */
export type MadePackages = Readonly<Record<string, Readonly<Record<string, MadeFile>>>>;

function packageOf(name: string, files: MadePackages[string]): PackageToIndex {
  const dependencies = new Map();
  const facts = Object.entries(files).map(([path, { features, isEntry = true, isModule = false }]) => {
    const text = { hash: 0, size: 0 };
    return {
      path,
      isEntry,
      isModule,
      isScript: false,
      imports: [],
      features: Uint32Array.from(features),
      text,
    };
  });
  const version = {
    featuresVersion: FEATURES_VERSION,
    name,
    version: '1.0.0',
    dependencies,
    unread: [],
    files: facts,
  };
  return { name, forkGroup: name, published: ['1.0.0'], dependencies, shapeSample: 1, versions: [version] };
}

/** An index of packages with one version each. */
export function madeIndex(packages: MadePackages): FingerprintIndex {
  return openIndex(
    writeIndex(
      Object.entries(packages).map(([name, files]) => packageOf(name, files)),
      'made',
    ),
  );
}

/** A part of a made text: the file that it is taken for, as `package/path`, and its features. */
export interface MadeSegment {
  readonly of: string;
  readonly features: readonly number[];
  /** Whether a bundler wrapped it; hoisted statements are not wrapped. */
  readonly isWrapped?: boolean;
}

export function fileIn({ files }: FingerprintIndex, name: string): IndexedFile {
  const found = files.find(({ package: owner, path }) => `${owner.name}/${path}` === name);
  if (!found) throw new Error(`no file ${name}`);
  return found;
}

/** The features of a text, compared with an index, and the number of each. */
export function observed(
  index: FingerprintIndex,
  features: readonly number[],
): { readonly text: ObservedText; readonly numberOf: (feature: number) => number } {
  const numbered = numberFeatures({
    hashes: Uint32Array.from(features),
    starts: Uint32Array.from(features, (_, at) => at),
  });
  return { text: observe(numbered, index), numberOf: (feature) => numbered.numberOf.get(feature) ?? -1 };
}

/** A text made of segments, as `recognise` returns one. */
export function madeText(
  packages: MadePackages,
  parts: readonly MadeSegment[],
  { areOthersWrapped = false }: { readonly areOthersWrapped?: boolean } = {},
): RecognisedText {
  const index = madeIndex(packages);
  const { text, numberOf } = observed(
    index,
    parts.flatMap(({ features }) => features),
  );
  const segments = parts.map(({ of, features, isWrapped = true }, at): Segment => {
    const file = fileIn(index, of);
    const numbers = [...new Set(features)].map(numberOf);
    const [, own] = Object.entries(packages).flatMap(([name, files]) =>
      Object.entries(files).flatMap(([path, each]) => (`${name}/${path}` === of ? [name, each] : [])),
    ) as [string, MadeFile];
    const held = new Set(own.features.map(numberOf));
    const weight = weighFeatures(
      numbers.filter((number) => held.has(number)),
      text,
    );
    const total = weighFeatures(numbers, text);
    return {
      file,
      isWrapped,
      ranges: [[100 * at, 100 * at + 99]],
      features: numbers,
      weight,
      total,
    };
  });
  const weigh = fileWeigher(index);
  return {
    observed: text,
    segments,
    modules: [],
    calls: [],
    pieces: [],
    rest: [],
    weigh,
    usual: usualWeights(index, weigh),
    areOthersWrapped,
    snapshots: NO_SNAPSHOTS,
    specifiers: [],
    entry: [],
    tables: [],
  };
}
