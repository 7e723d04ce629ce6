import { expect, test } from 'vitest';
import { isLibraryClass } from '../../../src/ecosystems/maven/library-classes.js';

test.each([
  ['lib/x.jar!/io/A.class', true],
  ['app.jar!/BOOT-INF/lib/x.jar!/io/A.class', true],
  ['app.jar!/BOOT-INF/classes/io/A.class', false],
  ['app.jar!/WEB-INF/classes/io/A.class', false],
  ['app.war!/io/A.class', false],
  ['io/A.class', false],
  ['x.jar/io/A.class', false],
  ['lib/x.jar!/run.js', false],
])('%s is a class of a library: %s', (path, expected) => expect(isLibraryClass(path, 100)).toBe(expected));

test('a file of more than 1 MiB is none', () => {
  expect(isLibraryClass('x.jar!/A.class', 1024 * 1024 + 1)).toBe(false);
});
