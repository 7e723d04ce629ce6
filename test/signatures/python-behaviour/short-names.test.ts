import { expect, it } from 'vitest';
import { loadSignatures, completeSet } from '../../../src/signatures/index.js';
import { behaviourNames } from '../../../src/signatures/behaviour/behaviour-names.js';
import { ShortNames } from '../../../src/signatures/python-behaviour/short-names.js';
import { whatIs, type PythonName } from '../../../src/signatures/python-behaviour/taken-values.js';

const { flows } = completeSet(await loadSignatures(new URL('../../../signatures', import.meta.url).pathname));
const names = new ShortNames(behaviourNames(flows.pythonBehaviour));

const name = (module: string, path: string, at: string): PythonName => ({
  is: 'name',
  module,
  path: path.split(' '),
  at,
  text: null,
});

it.each([
  ['requests', 'Session () post', 'x', 'Session () post'],
  ['requests', 'Session () headers update', 'x', '…'],
  ['pathlib', 'Path () parent read_text', 'x', '… read_text'],
  ['pathlib', 'Path () parent parent', 'x', '…'],
  ['collections', 'OrderedDict () keys', 'x', '…'],
  // Functions of libraries are known by their names.
  ['functools', 'partial', '', 'partial'],
  ['a', 'b c d', '', 'b c d'],
  ['a', 'b c d e', '', '…'],
])('keeps of %s: %s what rules ask about', (...[module, path, at, kept]) => {
  expect(whatIs(names.value(name(module, path, at)))).toMatchObject({ path: kept.split(' ') });
});

it('gives the object of a member', () => {
  expect(whatIs(names.objectOf(name('io', 'open () write', 'x')))).toMatchObject({ path: ['open', '()'] });
  expect(whatIs(names.objectOf(name('io', '…', 'x')))).toMatchObject({ path: ['…'] });
});

it('gives members of a folder, and none of a module by a key', () => {
  const value = names.value(name('os', 'listdir ()', 'x'));
  expect(names.memberOf({ ...name('os', 'listdir ()', 'x'), text: 'a' }, '[]', value)).toEqual([value]);
  expect(names.memberOf(name('os', 'environ', ''), '[]', value)).toEqual([]);
});
