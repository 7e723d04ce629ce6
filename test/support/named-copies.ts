import { indexOfReleases } from './fingerprint-bundle.js';
import type { Release } from './published-packages.js';
import type { Manifests } from '../../src/recognition/likelihood/manifests.js';
import type { RecognisedCopy } from '../../src/recognition/recognised-copy.js';
import type { RecognisedText } from '../../src/recognition/recognised-text.js';
import type { RankedSegment } from '../../src/recognition/ranked-segment.js';
import type { FingerprintIndex } from '../../src/recognition/index.js';

/** A copy one of whose files imports some packages. */
export function copyOf(
  name: string,
  candidates: readonly string[],
  {
    imports = [],
    plausible = candidates,
  }: { imports?: readonly string[]; plausible?: readonly string[] } = {},
): RecognisedCopy {
  const segments = [
    { segment: { file: { imports } }, holders: new Set(), likelihoods: new Map() },
  ] as unknown as RankedSegment[];
  return { name, segments, plausible, candidateVersions: candidates };
}

/** A text in which nothing was recognised, compared with an index of releases. */
export function recognisedWith(
  releases: readonly Release[],
  specifiers: readonly string[] = [],
): RecognisedText {
  const index: Pick<FingerprintIndex, 'packages' | 'listed'> = indexOfReleases(releases);
  return { observed: { index }, specifiers } as unknown as RecognisedText;
}

/** Requirements of versions: name → version → name → range. */
export function manifestsFrom(
  manifests: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>,
): Manifests {
  return new Map(
    Object.entries(manifests).map(([name, versions]) => [
      name,
      new Map(
        Object.entries(versions).map(([version, required]) => [version, new Map(Object.entries(required))]),
      ),
    ]),
  );
}
