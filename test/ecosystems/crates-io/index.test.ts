import { cratesIo } from '../../../src/ecosystems/crates-io/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(cratesIo, {
  purls: [['serde_json', 'pkg:cargo/serde_json@1.2.3']],
  noNames: ['1a', 'a/b', 'a:b', 'a.b', 'x'.repeat(65)],
  spellings: { same: [], other: [['serde-json', 'serde_json']] },
});
