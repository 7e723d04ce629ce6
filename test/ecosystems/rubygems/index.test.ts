import { rubygems } from '../../../src/ecosystems/rubygems/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(rubygems, {
  purls: [
    ['rails', 'pkg:gem/rails@1.2.3'],
    ['net-http-persistent', 'pkg:gem/net-http-persistent@1.2.3'],
  ],
  noNames: ['a/b', 'a:b', '.a'],
  spellings: { same: [], other: [['RedCloth', 'redcloth']] },
});
