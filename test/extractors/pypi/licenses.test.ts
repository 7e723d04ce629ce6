import { expect, test } from 'vitest';
import { licensesOf } from '../../../src/extractors/pypi/licenses.js';

const NONE = { expression: null, words: null, classifiers: [] };
const MIT = 'License :: OSI Approved :: MIT License';
const BSD = 'License :: OSI Approved :: BSD License';

test.each([
  [{ ...NONE, expression: 'MIT OR Apache-2.0', words: 'BSD' }, ['MIT OR Apache-2.0']],
  [{ ...NONE, words: 'see LICENSE', classifiers: [MIT, 'Topic :: X'] }, ['MIT']],
  [{ ...NONE, words: 'Apache 2.0' }, ['Apache 2.0']],
  [{ ...NONE, words: 'x'.repeat(5000), classifiers: [] }, []],
  [{ ...NONE, words: 'UNKNOWN', classifiers: ['License :: OSI Approved'] }, []],
  [{ ...NONE, classifiers: [MIT, BSD] }, ['MIT', 'BSD License']],
  [{ ...NONE, words: 'BSD-3-Clause', classifiers: [BSD] }, ['BSD-3-Clause']],
  [{ ...NONE, words: 'BSD-like', classifiers: [BSD] }, ['BSD License']],
  [{ ...NONE, words: 'GPL-3.0', classifiers: [MIT] }, ['MIT']],
])('%j', (fields, expected) => expect(licensesOf(fields)).toEqual(expected));
