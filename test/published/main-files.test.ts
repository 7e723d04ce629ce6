import { describe, expect, it } from 'vitest';
import { mainFiles } from '../../src/published/main-files.js';
import type { FileFacts } from '../../src/recognition/index.js';

/** A file with so many atoms and shapes: even numbers are atoms, odd ones shapes. */
function fileOf(path: string, atoms: number, { shapes = 0, isEntry = false } = {}): FileFacts {
  const features = [
    ...Array.from({ length: atoms }, (_each, at) => 2 * at),
    ...Array.from({ length: shapes }, (_each, at) => 2 * at + 1),
  ];
  return { path, isEntry, features: Uint32Array.from(features) } as unknown as FileFacts;
}

const pathsOf = (files: readonly FileFacts[], most: number): string[] =>
  mainFiles(files, { all: most, first: 60 }).map(({ path }) => path);

describe('mainFiles', () => {
  it.each<[string, [FileFacts[], number], string[]]>([
    ['all files while there is room', [[fileOf('a', 10), fileOf('b', 10)], 20], ['a', 'b']],
    ['entries before others', [[fileOf('a', 10), fileOf('b', 10, { isEntry: true })], 10], ['b']],
    ['a first file that is larger than the room', [[fileOf('a', 50)], 10], ['a']],
    ['no file if the first one is very large', [[fileOf('a', 61), fileOf('b', 1)], 100], []],
    [
      'smaller files after one that is too large',
      [[fileOf('a', 5), fileOf('b', 50), fileOf('c', 5)], 10],
      ['a', 'c'],
    ],
    ['shapes as a quarter', [[fileOf('a', 5), fileOf('b', 1, { shapes: 16 })], 10], ['a', 'b']],
    ['no more than the room', [[fileOf('a', 5), fileOf('b', 1, { shapes: 20 })], 10], ['a']],
  ])('keeps %s', (_what, [files, most], expected) => {
    expect(pathsOf(files, most)).toEqual(expected);
  });
});
