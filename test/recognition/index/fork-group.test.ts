import { expect, it } from 'vitest';
import { forkGroupOf } from '../../../src/recognition/index/fork-group.js';

it.each([
  ['express', 'express'],
  ['lodash', 'lodash'],
  ['lodash.get', 'lodash'],
  ['lodash-es', 'lodash'],
  ['lodashish', 'lodashish'],
  ['@s/a', '@s'],
  ['@smithy/core', '@aws-sdk'],
  ['xmldom', '@xmldom'],
  ['@xmldom/xmldom', '@xmldom'],
  ['@hapi/hoek', '@hapi'],
  ['@sideway/formula', '@hapi'],
  ['@so-ric/colorspace', 'colorspace'],
  ['@apollo/protobufjs', 'protobufjs'],
])('%s is in the fork group %s', (name, forkGroup) => {
  expect(forkGroupOf(name)).toBe(forkGroup);
});
