import { expect, test } from 'vitest';
import { isOfPython, sourceOf } from '../../../src/extractors/pypi/python-files.js';

test.each([
  ['a/__pycache__/b.cpython-312.pyc', 'a/b.py'],
  ['__pycache__/b.cpython-312.opt-1.pyc', 'b.py'],
  ['a/b.pyc', 'a/b.py'],
  ['a/__pycache__/odd.pyc', null],
  ['a/b.py', null],
])('the source of %s is %s', (path, expected) => expect(sourceOf(path)).toBe(expected));

test.each([
  ['usr/lib/python3.12/os.py', true],
  ['var/lang/lib/python3.12/json/__init__.py', true],
  ['python/lib/python3.12/site-packages/a.py', false],
  ['usr/lib/python3/dist-packages/a.py', false],
  ['lib/a.py', false],
])('%s is of Python itself: %s', (path, expected) => expect(isOfPython(path)).toBe(expected));
