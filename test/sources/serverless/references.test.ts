import { expect, test } from 'vitest';
import { resolveReferences } from '../../../src/sources/serverless/references.js';

const to = (...keys: readonly (string | number)[]) => ({
  $ref: `$${keys.map((key) => `[${JSON.stringify(key)}]`).join('')}`,
});

/** The part `there` of a state after its references were resolved. */
function resolved(state: object): unknown {
  const root = JSON.parse(JSON.stringify(state)) as { there: unknown };
  resolveReferences(root.there, root);
  return root.there;
}

test.each<[what: string, state: object, there: unknown]>([
  [
    'a value that stands elsewhere',
    { there: { a: to('b', 'x"y', 1) }, b: { 'x"y': [0, { c: 1 }] } },
    { a: { c: 1 } },
  ],
  ['an item of a list', { there: [to('b')], b: { c: 1 } }, [{ c: 1 }]],
  ['a value in the same part', { there: { a: { c: 1 }, b: to('there', 'a') } }, { a: { c: 1 }, b: { c: 1 } }],
  ['a pointer of a JSON schema stays', { there: { $ref: '#/definitions/a' } }, { $ref: '#/definitions/a' }],
  [
    'a reference with other keys stays',
    { there: { a: { ...to('b'), c: 1 } }, b: 1 },
    { a: { ...to('b'), c: 1 } },
  ],
  ['what is not there stays', { there: { a: to('b', 'constructor') }, b: {} }, { a: to('b', 'constructor') }],
  ['a broken path stays', { there: { a: { $ref: '$["b"' } }, b: 1 }, { a: { $ref: '$["b"' } }],
  ['a broken key stays', { there: { a: { $ref: '$["\\q"]' } }, b: 1 }, { a: { $ref: '$["\\q"]' } }],
  ['an ancestor stays: it has no end', { there: { a: to('there') } }, { a: to('there') }],
  ['a reference to a reference stays', { there: { a: to('b') }, b: { c: to('d') }, d: 1 }, { a: to('b') }],
])('%s', (_, state, there) => {
  expect(resolved(state)).toEqual(there);
});

test('a key __proto__ is a key', () => {
  const root = JSON.parse('{"there":{"__proto__":{"$ref":"$[\\"b\\"]"}},"b":{"polluted":1}}') as {
    there: object;
  };
  resolveReferences(root.there, root);
  expect(Object.entries(root.there)).toEqual([['__proto__', { polluted: 1 }]]);
  expect(Object.getPrototypeOf(root.there)).toBe(Object.prototype);
});

test('references to a large value a thousand times stay beyond the limit', () => {
  const there = Array.from({ length: 1000 }, () => to('b'));
  const found = resolved({ there, b: Array.from({ length: 1000 }, () => 1) }) as unknown[];
  const kept = found.filter((one) => !Array.isArray(one));
  expect(kept.length).toBeGreaterThan(400);
  expect(kept[0]).toEqual(to('b'));
});
