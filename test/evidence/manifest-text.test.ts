import { expect, it } from 'vitest';
import { identityOfManifest } from '../../src/evidence/index.js';

it.each([
  ['{"name":"ms","version":"2.1.2"}', { name: 'ms', version: '2.1.2' }],
  ['{"name":"ms"}', { name: 'ms', version: null }],
  ['{"name":"ms","version":"latest"}', { name: 'ms', version: null }],
  ['{"name":"no name","version":"1.0.0"}', null],
  ['{"name":"ms","version":"1.0.0","private":true}', null],
  ['{"version":"1.0.0"}', null],
  ['null', null],
  ['{', null],
])('%s is of %o', (text, identity) => {
  expect(identityOfManifest(text)).toEqual(identity);
});
