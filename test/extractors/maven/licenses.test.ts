import { expect, it } from 'vitest';
import { javaLicenses } from '../../../src/extractors/maven/licenses.js';

it.each([
  ['The Apache Software License, Version 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['Apache 2', 'Apache-2.0'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
  ['MIT License', 'MIT'],
  ['The MIT License', 'MIT'],
  ['https://opensource.org/licenses/MIT', 'MIT'],
  ['Eclipse Public License - v 1.0', 'EPL-1.0'],
  ['Eclipse Public License v. 2.0', 'EPL-2.0'],
  ['EDL 1.0', 'BSD-3-Clause'],
  ['BSD-2-Clause', 'BSD-2-Clause'],
  ['GPL2 w/ CPE', 'GPL2 w/ CPE'],
  ['Our own', 'Our own'],
])('%s', (words, id) => expect(javaLicenses([words], undefined)).toEqual([id]));

it('takes the manifest where the pom says nothing', () => {
  expect(javaLicenses([], 'http://www.apache.org/licenses/LICENSE-2.0;x=y,MIT')).toEqual([
    'Apache-2.0',
    'MIT',
  ]);
  expect(javaLicenses(['MIT'], 'Apache-2.0')).toEqual(['MIT']);
  expect(javaLicenses(['x'.repeat(300), ' '], undefined)).toEqual([]);
});
