import { expect, it } from 'vitest';
import {
  bytesAt,
  insideFile,
  NumberReader,
  searchableParts,
  textAt,
} from '../../src/executables/executable.js';

it.each([
  [
    [10, 20, 100],
    [10, 30],
  ],
  [
    [90, 20, 100],
    [90, 100],
  ],
  [
    [200, 20, 100],
    [100, 100],
  ],
  [
    [-1, 20, 100],
    [100, 100],
  ],
  [
    [Number.NaN, 20, 100],
    [100, 100],
  ],
  [
    [10, Number.NaN, 100],
    [10, 10],
  ],
  [
    [10, 2 ** 63, 100],
    [10, 10],
  ],
])('start, length and size of the file %j', ([start = 0, length = 0, size = 0], expected) => {
  const range = insideFile(start, length, size);
  expect([range.start, range.end]).toEqual(expected);
});

it('reads numbers of both byte orders, and none outside of the file', () => {
  const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 0, 0]);
  const [little, big] = [new NumberReader(bytes, true), new NumberReader(bytes, false)];
  expect([little.read(0, 2), little.read(0, 4), little.read(0, 8)]).toEqual([
    0x201, 0x4030201, 0x60504030201,
  ]);
  expect([big.read(0, 2), big.read(4, 4)]).toEqual([0x102, 0x5060000]);
  expect([little.read(5, 4), little.read(-1, 2), little.read(Number.NaN, 2)]).toEqual([NaN, NaN, NaN]);
});

it('reads a text up to its NUL', () => {
  const bytes = Buffer.from('ab\0cd');
  expect([textAt(bytes, 0), textAt(bytes, 3), textAt(bytes, 0, 1)]).toEqual(['ab', 'cd', 'a']);
});

it('an address that lies in no segment has no bytes', () => {
  const file = { bytes: new Uint8Array(4), isLittleEndian: true, pointerBytes: 8, sections: [] } as const;
  expect(bytesAt({ ...file, segments: [] }, 0)).toBeNull();
});

it('searches hostile parts that all name the whole file a few times only', () => {
  const bytes = new Uint8Array(100);
  const whole = { start: 0, end: bytes.length, address: 0 };
  const file = { bytes, isLittleEndian: true, pointerBytes: 8, sections: [], segments: [] } as const;
  expect(
    searchableParts(
      Array.from({ length: 65_535 }, () => whole),
      file,
    ),
  ).toHaveLength(4);
  expect(
    searchableParts(
      [
        { ...whole, end: 60 },
        { ...whole, start: 50 },
      ],
      file,
    ),
  ).toHaveLength(2);
});
