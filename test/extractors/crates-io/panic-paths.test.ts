import { expect, it } from 'vitest';
import { cratesInPaths, isOfRust } from '../../../src/extractors/crates-io/panic-paths.js';

it('reads paths of Windows, and of the index before', () => {
  const text =
    'C:\\u\\.cargo\\registry\\src\\index.crates.io-6f17d22bba15001f\\a-1.0.0\\src\\lib.rs\u0000' +
    '/x/registry/src/github.com-1ecc6299db9ec823/b-2.0.0+build.1/src/x.rs';
  expect(cratesInPaths(Buffer.from(text))).toEqual([
    { name: 'a', version: '1.0.0', isPublic: true },
    { name: 'b', version: '2.0.0+build.1', isPublic: true },
  ]);
});

it.each([
  '',
  'registry/src/',
  'registry/src/'.repeat(20_000),
  `registry/src/x-0123456789abcdef/${'a-'.repeat(9999)}`,
])('takes text without crates (%#)', (text) => expect(cratesInPaths(Buffer.from(text))).toEqual([]));

it("knows a program by paths of Rust's own library", () => {
  expect([isOfRust(Buffer.from('x/rustc/ab/library')), isOfRust(Buffer.from('x'))]).toEqual([true, false]);
});
