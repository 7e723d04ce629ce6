import {
  FEATURES_VERSION,
  openIndex,
  writeIndex,
  type FingerprintIndex,
  type PackageToIndex,
} from '../../src/recognition/index.js';

/** Features of a package's one file, by version. */
export type FeaturesByVersion = Readonly<Record<string, readonly number[]>>;

function packageOf(name: string, byVersion: FeaturesByVersion): PackageToIndex {
  const dependencies = new Map();
  const versions = Object.entries(byVersion).map(([version, features]) => ({
    featuresVersion: FEATURES_VERSION,
    name,
    version,
    dependencies,
    unread: [],
    files: [
      {
        path: 'index.js',
        isEntry: true,
        isModule: false,
        isScript: false,
        imports: [],
        features: Uint32Array.from(features),
        text: { hash: 0, size: 0 },
      },
    ],
  }));
  return { name, forkGroup: name, published: Object.keys(byVersion), dependencies, shapeSample: 1, versions };
}

/** The bytes of an index of packages with one file each. */
export function smallIndexBytes(
  packages: Readonly<Record<string, FeaturesByVersion>>,
  version = 'small',
): Uint8Array {
  return writeIndex(
    Object.entries(packages).map(([name, byVersion]) => packageOf(name, byVersion)),
    version,
  );
}

/** An index of packages with one file each. */
export function smallIndex(...given: Parameters<typeof smallIndexBytes>): FingerprintIndex {
  return openIndex(smallIndexBytes(...given));
}
