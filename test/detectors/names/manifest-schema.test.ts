import { expect, it } from 'vitest';
import { manifestSchema } from '../../../src/detectors/names/manifest-schema.js';

it.each([
  [{ homepage: 'https://a.example.invalid' }, { homepage: 'https://a.example.invalid' }],
  [{ repository: { url: 'git://b' } }, { repository: 'git://b' }],
  // What has another type than its field is left out; the rest is read.
  [
    { homepage: 1, dependencies: { a: 1 }, devDependencies: { b: '^1' } },
    { homepage: undefined, dependencies: undefined, devDependencies: { b: '^1' } },
  ],
])('of a manifest %j reads %j', (given, expected) => {
  expect(manifestSchema.parse(given)).toEqual(expected);
});
