import {
  array,
  assert,
  constant,
  constantFrom,
  dictionary,
  double,
  oneof,
  property,
  string,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withString } from '../../../src/remediation/npm/manifest-text.js';

const DEPENDENCY = ['dependencies', 'left'];
const OVERRIDE = ['overrides', 'left'];

test.each<[what: string, before: string, path: readonly string[], after: string | null]>([
  [
    'two spaces',
    '{\n  "name": "a",\n  "dependencies": { "left": "1" }\n}\n',
    DEPENDENCY,
    '{\n  "name": "a",\n  "dependencies": { "left": "NEW" }\n}\n',
  ],
  [
    'a new field',
    '{\n  "name": "a"\n}\n',
    OVERRIDE,
    '{\n  "name": "a",\n  "overrides": {\n    "left": "NEW"\n  }\n}\n',
  ],
  ['tabs', '{\n\t"name": "a"\n}', OVERRIDE, '{\n\t"name": "a",\n\t"overrides": {\n\t\t"left": "NEW"\n\t}\n}'],
  [
    'CRLF',
    '{\r\n  "name": "a"\r\n}\r\n',
    OVERRIDE,
    '{\r\n  "name": "a",\r\n  "overrides": {\r\n    "left": "NEW"\r\n  }\r\n}\r\n',
  ],
  ['one line', '{"name":"a"}', OVERRIDE, '{"name":"a","overrides": {"left":"NEW"}}'],
  ['a byte order mark', '\ufeff{"overrides":{}}', OVERRIDE, '\ufeff{"overrides":{"left": "NEW"}}'],
  ['an empty object', '{}', OVERRIDE, '{\n  "overrides": {\n    "left": "NEW"\n  }\n}'],
  ['an empty field', '{\n  "overrides": {}\n}', OVERRIDE, '{\n  "overrides": {\n    "left": "NEW"\n  }\n}'],
  [
    'a field with others',
    '{\n  "overrides": {\n    "a": "1"\n  }\n}',
    OVERRIDE,
    '{\n  "overrides": {\n    "a": "1",\n    "left": "NEW"\n  }\n}',
  ],
  [
    'a field that is there twice',
    '{"dependencies":{"left":"1"},"dependencies":{"left":"3"}}',
    DEPENDENCY,
    null,
  ],
  ['a key that is there twice', '{"dependencies":{"left":"1","left":"2"}}', DEPENDENCY, null],
  [
    'a key written with escapes',
    String.raw`{"\u0064ependencies":{"left":"1"}}`,
    DEPENDENCY,
    String.raw`{"\u0064ependencies":{"left":"NEW"}}`,
  ],
  [
    'braces and quotes in strings, and __proto__',
    String.raw`{"__proto__":{"left":"}\"{"},"x":["]",{"y":"\\"}],"dependencies":{"left":"1"}}`,
    DEPENDENCY,
    String.raw`{"__proto__":{"left":"}\"{"},"x":["]",{"y":"\\"}],"dependencies":{"left":"NEW"}}`,
  ],
  ['a field that is a list', '{"overrides":[]}', OVERRIDE, null],
  ['a field that is null', '{"overrides":null}', OVERRIDE, null],
  ['a text as field', '{"overrides":"left"}', OVERRIDE, null],
])('%s', (...[, before, path, after]) => {
  expect(withString(before, path, 'NEW')).toBe(after);
});

describe('of any JSON', () => {
  const key = constantFrom('dependencies', 'left', '__proto__', 'a"{', '');
  const leaf = oneof(string(), double(), constant(null), array(string(), { maxLength: 3 }));
  const shallow = dictionary(key, leaf, { maxKeys: 4 });
  const deep = dictionary(key, oneof(leaf, shallow, array(shallow, { maxLength: 3 })), {
    maxKeys: 4,
  });
  const tree = dictionary(key, oneof(leaf, deep), { maxKeys: 4 });

  test.each([undefined, 2, '\t'])('only the value at the path changes, indent %j', (indent) => {
    assert(
      property(tree, array(key, { minLength: 1, maxLength: 3 }), (value, path) => {
        const before = JSON.stringify(value, null, indent) ?? '{}';
        const after = withString(before, path, 'NEW');
        if (after === null) return;
        // The text without the value; or, once the value is back, the same text with another layout of it.
        let at: unknown = JSON.parse(after);
        for (const name of path) at = (at as Record<string, unknown>)[name];
        expect(at).toBe('NEW');
        expect(withString(after, path, 'NEW')).toBe(after);
      }),
    );
  });
});
