import { expect, it } from 'vitest';
import { bundleText } from '../../../src/evidence/bundle-text.js';
import type { StatedVersion } from '../../../src/evidence/build-evidence.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import { withStated } from '../../../src/recognition/candidates/stated-versions.js';

/** A copy whose code is one part of the text. */
function copyAt(
  name: string,
  candidates: readonly string[],
  range: readonly [number, number],
): RecognisedCopy {
  const segments = [{ segment: { ranges: [range] } }] as unknown as RankedSegment[];
  return { name, segments, plausible: candidates, candidateVersions: candidates };
}

function manifest(folder: string, version: string): StatedVersion {
  return { folder, version, method: 'manifest', path: 'index.js', detail: '', confidence: 'high' };
}

const TEXT = 'x.version="1.1.0";y=1;var n="1.4.0",o={p:"1.2.0"};';
const END = TEXT.length;
const BUNDLE = bundleText('index.js', Buffer.from(TEXT));
const BOTH = ['1.0.0', '1.1.0'];

it.each<[string, readonly RecognisedCopy[], readonly StatedVersion[], (readonly string[])[]]>([
  ['the version that code calls its own', [copyAt('alpha', BOTH, [0, END])], [], [['1.1.0']]],
  [
    'not one that the code cannot be of',
    [copyAt('alpha', ['2.0.0', '2.1.0'], [0, END])],
    [],
    [['2.0.0', '2.1.0']],
  ],
  [
    'the one that it can be of those that its code holds without a name',
    [copyAt('alpha', ['1.3.0', '1.4.0'], [0, END])],
    [],
    [['1.4.0']],
  ],
  [
    'none of a scope without a name',
    [copyAt('@a/b', ['1.3.0', '1.4.0'], [0, END])],
    [],
    [['1.3.0', '1.4.0']],
  ],
  ['none of two', [copyAt('alpha', ['1.2.0', '1.4.0'], [0, END])], [], [['1.2.0', '1.4.0']]],
  ['not the version in other code', [copyAt('alpha', BOTH, [18, END])], [], [BOTH]],
  [
    'the manifest’s version',
    [copyAt('@a/b', BOTH, [18, END])],
    [manifest('node_modules/@a/b', '1.0.0')],
    [['1.0.0']],
  ],
  [
    'the manifest’s before the code’s',
    [copyAt('alpha', BOTH, [0, END])],
    [manifest('node_modules/alpha', '1.0.0')],
    [['1.0.0']],
  ],
  [
    'no manifest of another package',
    [copyAt('b', BOTH, [18, END])],
    [manifest('node_modules/@a/bb', '1.0.0')],
    [BOTH],
  ],
  [
    'for the one copy of two that fits the manifest',
    [copyAt('alpha', BOTH, [18, END]), copyAt('alpha', ['2.0.0', '2.1.0'], [18, END])],
    [manifest('node_modules/alpha', '2.0.0')],
    [BOTH, ['2.0.0']],
  ],
  [
    'nothing when both fit',
    [copyAt('alpha', BOTH, [18, END]), copyAt('alpha', BOTH, [18, END])],
    [manifest('node_modules/alpha', '1.0.0')],
    [BOTH, BOTH],
  ],
  [
    'nothing when manifests differ',
    [copyAt('alpha', BOTH, [18, END])],
    [manifest('node_modules/alpha', '1.0.0'), manifest('node_modules/alpha', '1.1.0')],
    [BOTH],
  ],
])('takes %s', (...[, copies, stated, expected]) => {
  expect(withStated(copies, BUNDLE, stated).map(({ candidateVersions }) => candidateVersions)).toEqual(
    expected,
  );
});
