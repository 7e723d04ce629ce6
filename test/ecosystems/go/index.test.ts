import { go } from '../../../src/ecosystems/go/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(go, {
  purls: [
    ['github.com/gin-gonic/gin', 'pkg:golang/github.com/gin-gonic/gin@1.2.3'],
    ['gopkg.in/yaml.v3', 'pkg:golang/gopkg.in/yaml.v3@1.2.3'],
    ['stdlib', 'pkg:golang/stdlib@1.2.3'],
  ],
  noNames: ['/a', 'a//b', 'a/', 'a/./b', 'a:b', 'github.com/.x/y'],
  spellings: {
    same: [],
    other: [
      ['github.com/Azure/x', 'github.com/azure/x'],
      ['example.com/a', 'example.com/a/v2'],
    ],
  },
});
