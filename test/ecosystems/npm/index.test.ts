import { npm } from '../../../src/ecosystems/npm/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(npm, {
  purls: [
    ['lodash', 'pkg:npm/lodash@1.2.3'],
    ['@babel/traverse', 'pkg:npm/%40babel/traverse@1.2.3'],
  ],
  noNames: ['@scope', 'a/b', 'a:b', 'node_modules', 'x'.repeat(215)],
  spellings: {
    same: [['lodash', 'lodash']],
    other: [
      ['lodash', 'lodash.get'],
      ['JSONStream', 'jsonstream'],
    ],
  },
});
