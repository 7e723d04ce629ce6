import { expect, test } from 'vitest';
import {
  entriesOf,
  field,
  fieldAt,
  itemsOf,
  parseJson,
  recordOf,
  stringOf,
  stringsOf,
} from '../../src/templates/data.js';

const parsed: unknown = JSON.parse('{"a": {"b": 1}, "__proto__": 2, "list": ["x", "", 3]}');

test.each([
  ['a', { b: 1 }],
  ['__proto__', 2],
  ['constructor', undefined],
  ['toString', undefined],
])('field %s', (name, expected) => {
  expect(field(parsed, name)).toEqual(expected);
});

test.each([[null], ['text'], [[1]], [undefined], [3]])('%j has no fields', (value) => {
  expect([recordOf(value), entriesOf(value), field(value, 'length')]).toEqual([null, [], undefined]);
});

test('paths, lists and strings', () => {
  expect(fieldAt(parsed, 'a', 'b')).toBe(1);
  expect(fieldAt(parsed, 'a', 'b', 'c')).toBeUndefined();
  expect(itemsOf(field(parsed, 'list'))).toHaveLength(3);
  expect(stringsOf(field(parsed, 'list'))).toEqual(['x']);
  expect([stringOf('x'), stringOf(1)]).toEqual(['x', null]);
});

test.each([
  ['{"a": 1\n\n"b": 2}', 'line 3'],
  ['{"a": [\n1,', 'line 2'],
  ['', 'line 1'],
  ['nothing', 'x.json is not valid JSON.'],
])('%j is malformed', (text, words) => {
  const { problem } = parseJson(text, 'x.json');
  expect(problem).toMatchObject({ code: 'malformed', path: 'x.json', affectsCompleteness: true });
  expect(problem?.message).toContain(words);
});

test('a byte order mark is no error', () => {
  expect(parseJson('\uFEFF{}', 'x.json').data).toEqual({});
});
