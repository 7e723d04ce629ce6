import { pypi } from '../../../src/ecosystems/pypi/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(pypi, {
  purls: [
    ['requests', 'pkg:pypi/requests@1.2.3'],
    ['Jinja2', 'pkg:pypi/jinja2@1.2.3'],
    ['typing_extensions', 'pkg:pypi/typing-extensions@1.2.3'],
  ],
  noNames: ['-a', 'a-', 'a/b', 'a:b'],
  spellings: {
    same: [
      ['Foo_Bar', 'foo-bar'],
      ['ruamel.yaml', 'ruamel-yaml'],
      ['a__.-b', 'a-b'],
    ],
    other: [['foobar', 'foo-bar']],
  },
});
