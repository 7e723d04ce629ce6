import { expect, test } from 'vitest';
import { distinctNames } from '../../src/sources/distinct-names.js';

function named(...items: readonly [name: string, place: string][]) {
  return items.map(([name, place]) => ({ name, place }));
}

test('a name that one target has stays as it is, however many targets there are', () => {
  expect(distinctNames(named(['a', '/x/one'], ['b', '/x/two'], ['arn:c', '/']))).toEqual(['a', 'b', 'arn:c']);
});

test.each<[string, string[], string[]]>([
  [
    'in the middle of the path',
    ['/ci/7/svc-a/.serverless', '/ci/7/svc-b/.serverless'],
    ['svc-a#fn', 'svc-b#fn'],
  ],
  ['at its end', ['/x/fn.zip', '/x/fn.js'], ['fn.zip#fn', 'fn.js#fn']],
  ['in several folders', ['/x/a/out/1', '/x/b/lib/1'], ['a/out#fn', 'b/lib#fn']],
  ['inside the other', ['/x', '/x/y/z'], ['fn', 'y/z#fn']],
  ['inside a folder of its name', ['/x/a', '/x/a/a'], ['fn', 'a#fn']],
  ['among three', ['/x/a', '/x/b', '/y/a'], ['x/a#fn', 'x/b#fn', 'y/a#fn']],
])('targets that share a name are distinguished %s, in any order', (_, places, expected) => {
  const items = places.map((place) => ({ name: 'fn', place }));
  expect(distinctNames(items)).toEqual(expected);
  expect(distinctNames(items.toReversed())).toEqual(expected.toReversed());
});

test('names that are still equal are numbered: of one target, or equal to another with its path', () => {
  expect(distinctNames(named(['a', '/x'], ['a', '/x']))).toEqual(['a', 'a~2']);
  expect(distinctNames(named(['x#a', '/z'], ['a', '/x'], ['a', '/y']))).toEqual(['x#a', 'x#a~2', 'y#a']);
});
