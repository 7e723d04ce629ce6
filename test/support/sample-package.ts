import { textFacts } from '../../src/evidence/text-facts.js';
import { FEATURES_VERSION } from '../../src/recognition/features/source-features.js';
import type { PackageFacts } from '../../src/recognition/facts/package-facts.js';
import type { PackageToIndex } from '../../src/recognition/index/pack-package.js';

export function factsOf(version: string, features: readonly number[]): PackageFacts {
  const file = { path: 'index.js', isEntry: true, isModule: false, isScript: false, imports: ['fs'] };
  return {
    featuresVersion: FEATURES_VERSION,
    name: 'sample',
    version,
    dependencies: new Map([['other', `^${version}`]]),
    files: [{ ...file, features: Uint32Array.from(features).sort(), text: textFacts(features.join()) }],
    unread: [],
  };
}

const NOTHING = { dependencies: new Map(), shapeSample: 1 };

export const SAMPLE: PackageToIndex = {
  ...NOTHING,
  name: 'sample',
  forkGroup: 'sample',
  published: ['1.10.0', '1.2.0', '1.3.0', 'latest'],
  versions: [factsOf('1.10.0', [2, 4, 6]), factsOf('1.2.0', [2, 8])],
};
