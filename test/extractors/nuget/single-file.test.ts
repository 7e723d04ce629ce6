import { assert, nat, property } from 'fast-check';
import { expect, it, test } from 'vitest';
import { readSingleFile } from '../../../src/extractors/nuget/single-file.js';
import { BUNDLE_MARK, dotnetBundle, type BundledPart } from '../../support/dotnet-bundle.js';

const LIST = '{"libraries":{}}';
const PARTS: readonly BundledPart[] = [
  { path: 'App.dll', type: 1, content: 'assembly'.repeat(50), isPacked: true },
  { path: `${'long/'.repeat(40)}B.dll`, type: 1, content: 'b' },
  { path: 'libnative.so', type: 2, content: 'native' },
  { path: 'App.deps.json', type: 3, content: LIST },
];
const plain = PARTS.map((part) => ({ ...part, isPacked: false }));

test.each([1, 2, 6])('reads version %d of the format', (version) => {
  expect(readSingleFile(dotnetBundle(version === 6 ? PARTS : plain, { version }))).toEqual({
    assemblies: ['App.dll', `${'long/'.repeat(40)}B.dll`],
    list: LIST,
  });
});

it('reads a program without a list', () => {
  expect(readSingleFile(dotnetBundle(PARTS.slice(0, 1)))).toEqual({ assemblies: ['App.dll'], list: null });
});

test.each([
  ['a host beside its assemblies', Buffer.concat([Buffer.alloc(8), BUNDLE_MARK])],
  ['a mark at the very start', BUNDLE_MARK],
  ['another program', Buffer.from('\x7fELF')],
])('%s holds nothing', (_, bytes) => expect(readSingleFile(bytes)).toBeNull());

test.each([
  ['a later version', dotnetBundle(PARTS, { version: 7 })],
  ['more files than it has', dotnetBundle(PARTS, { count: 0x7fff_ffff })],
  ['a list at another place', dotnetBundle(PARTS, { listAt: 64 })],
  ['a packed list', dotnetBundle(PARTS.map((part) => ({ ...part, isPacked: true })))],
  ['a second mark', dotnetBundle(PARTS, { decoy: Buffer.concat([Buffer.alloc(8, 1), BUNDLE_MARK]) })],
  ['a header outside of the file', Buffer.concat([Buffer.alloc(8, 0xff), BUNDLE_MARK])],
])('%s is a fault', (_, bytes) => expect(readSingleFile(bytes)).toHaveProperty('fault'));

it('never throws for a cut or changed program', () => {
  const whole = dotnetBundle(PARTS);
  assert(
    property(nat(whole.length), nat(whole.length), nat(255), (length, at, byte) => {
      const changed = Buffer.from(whole.subarray(0, length));
      if (at < length) changed[at] = byte;
      expect(() => readSingleFile(changed)).not.toThrow();
    }),
  );
});
