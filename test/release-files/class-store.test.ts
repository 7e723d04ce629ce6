import { expect, it } from 'vitest';
import { composeClassStore, openClassStore } from '../../src/release-files/class-store.js';
import { hashesOf } from '../support/class-hashes.js';

const store = openClassStore(
  composeClassStore([
    {
      name: 'g:a',
      published: ['1', '2', '3'],
      releases: [
        { version: '1', hashes: hashesOf(0, 5) },
        { version: '3', hashes: hashesOf(3, 5) },
      ],
    },
    {
      name: 'g:b',
      published: ['1'],
      releases: [{ version: '1', hashes: [...hashesOf(100, 3), ...hashesOf(0, 1)] }],
    },
  ]),
);

it('knows which releases have a class', () => {
  const found = [1, 3, 6, 101].map((number) => store.at(hashesOf(number, 1)[0] ?? ''));
  expect(found.map((each) => [each?.library.name, each?.releases])).toEqual([
    ['g:a', 1],
    ['g:a', 3],
    ['g:a', 2],
    ['g:b', 1],
  ]);
});

it('does not know classes of several libraries, or of none', () => {
  expect(store.at(hashesOf(0, 1)[0] ?? '')).toBeUndefined();
  expect(store.at('')).toBeUndefined();
});

it('counts the classes of each release', () => {
  expect(store.libraries.map(({ indexed, totals }) => [indexed, totals])).toEqual([
    [
      [0, 2],
      [4, 5],
    ],
    [[0], [3]],
  ]);
});

it('keeps a part of the classes that all releases have', () => {
  const hashes = hashesOf(0, 1000);
  const text = composeClassStore([{ name: 'g:a', published: ['1'], releases: [{ version: '1', hashes }] }]);
  const [library] = openClassStore(text).libraries;
  expect(library?.totals[0]).toBeGreaterThan(150);
  expect(library?.totals[0]).toBeLessThan(350);
});

it('throws for what is damaged', () => expect(() => openClassStore('{')).toThrow('damaged'));
