import { nuget } from '../../../src/ecosystems/nuget/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(nuget, {
  purls: [['Newtonsoft.Json', 'pkg:nuget/Newtonsoft.Json@1.2.3']],
  noNames: ['a/b', 'a:b', 'x'.repeat(101)],
  spellings: { same: [['Newtonsoft.Json', 'newtonsoft.json']], other: [['A.B', 'A-B']] },
});
