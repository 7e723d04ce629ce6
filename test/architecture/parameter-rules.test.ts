import { expect, test } from 'vitest';
import { filesBelow, readProjectFile, sourceFiles } from '../support/project-files.js';
import { readSource } from '../support/source-imports.js';
import { PARAMETERS, parameterViolations, undocumentedParameters } from './parameter-rules.js';

test('every tuned number of recognition is in its parameters', () => {
  expect(parameterViolations(sourceFiles())).toEqual([]);
});

test('every parameter has a comment that names the origin of its value', () => {
  const paths = filesBelow(PARAMETERS.replace(/\/$/, ''));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.flatMap((path) => undocumentedParameters(path, readProjectFile(path)))).toEqual([]);
});

test.each([
  ['const LEAST_SHARE = 3;', true],
  ['const LEAST_SHARE: number = -3;', true],
  ['const PLACES = [1, 2];', true],
  ['const TRUST = { least: 1, most: 2 };', true],
  ['const isEnough = share > 0.5;', true],
  ['const SHOWN_NAMES = 3;', false],
  ['const OFFSET = 0x811c9dc5;', false],
  ["const NAMES = ['a', 'b'];", false],
  ['const first = 1;', false],
])('%s in a step is a violation: %s', (text, isViolation) => {
  const file = readSource('src/recognition/select/a.ts', text);
  expect(parameterViolations([file]).length).toBe(isViolation ? 1 : 0);
});

test('a parameter without its origin is found', () => {
  expect(undocumentedParameters('a.ts', '/** Of one. Origin: chosen. */\nexport const A = 1;\n')).toEqual([]);
  expect(undocumentedParameters('a.ts', '/** Of one. */\nexport const A = 1;\n')).toEqual(['a.ts: A']);
});
