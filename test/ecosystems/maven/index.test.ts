import { maven } from '../../../src/ecosystems/maven/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(maven, {
  purls: [['org.slf4j:slf4j-api', 'pkg:maven/org.slf4j/slf4j-api@1.2.3']],
  noNames: ['slf4j-api', ':a', 'a:', 'a:b:c', 'a/b:c'],
  spellings: {
    same: [],
    other: [
      ['a:b', 'a:B'],
      ['a:b-c', 'a:b.c'],
    ],
  },
});
