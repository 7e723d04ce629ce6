import { packagist } from '../../../src/ecosystems/packagist/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(packagist, {
  purls: [['symfony/http-kernel', 'pkg:composer/symfony/http-kernel@1.2.3']],
  noNames: ['symfony', 'a/b/c', 'a:b'],
  spellings: { same: [['Symfony/Http-Kernel', 'symfony/http-kernel']], other: [['a/b-c', 'a/b_c']] },
});
