import { it } from 'vitest';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { withinRanges } from '../../../src/recognition/candidates/within-ranges.js';
import { expectLinear } from '../../support/expect-linear.js';
import { manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const BETA = ['1.0.0', '1.0.1', '1.1.0', '2.0.0'];

/** Copies in so many folders, each of which requires all. */
function copiesIn(folders: number) {
  const names = ['alpha', 'beta', 'gamma', 'delta'];
  const manifests = manifestsFrom(
    Object.fromEntries(
      names.map((name) => [name, { '1.0.0': Object.fromEntries(names.map((each) => [each, '^1.0.0'])) }]),
    ),
  );
  const copies = Array.from({ length: folders }, (_each, at) =>
    names.map((name): RecognisedCopy => {
      const folder = `node_modules/p${at}/node_modules/${name}`;
      const owner = { kind: 'package', name, version: null, folder } as const;
      const evidenced = { owner, imports: new Set(names), originals: [], version: null };
      return { name, segments: [], plausible: [], candidateVersions: BETA, evidenced };
    }),
  ).flat();
  return { copies, manifests };
}

it('is linear in the number of copies', () =>
  expectLinear(1000, copiesIn, ({ copies, manifests }) =>
    withinRanges({ copies, recognised: recognisedWith([]) }, manifests, new Map()),
  ));
