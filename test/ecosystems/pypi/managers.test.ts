import { expect, test } from 'vitest';
import { PYTHON_MANAGERS } from '../../../src/ecosystems/pypi/managers.js';

const wanted = { name: 'jinja2', alias: null, version: '3.1.6' };
const forced = { ...wanted, isStepBack: false, isDirectToo: false, line: '2', hasOtherLines: false };

test('the first manager is the one of who names none', () => expect(PYTHON_MANAGERS[0]?.id).toBe('pip'));

test.each([
  ['pip', "pip install 'jinja2==3.1.6'", 'pip uninstall jinja2', "pip install 'jinja2==3.1.6'"],
  [
    'uv',
    "uv add 'jinja2==3.1.6'",
    'uv remove jinja2',
    "uv lock --upgrade-package 'jinja2==3.1.6' && uv sync",
  ],
  ['poetry', "poetry add 'jinja2==3.1.6'", 'poetry remove jinja2', "poetry add 'jinja2==3.1.6'"],
  ['pdm', "pdm add 'jinja2==3.1.6'", 'pdm remove jinja2', "pdm add 'jinja2==3.1.6'"],
  ['pipenv', "pipenv install 'jinja2==3.1.6'", 'pipenv uninstall jinja2', "pipenv install 'jinja2==3.1.6'"],
])('%s', (id, ...expected) => {
  const manager = PYTHON_MANAGERS.find((each) => each.id === id);
  expect([manager?.add(wanted), manager?.remove('jinja2'), manager?.force(forced)]).toEqual(expected);
});

test('pip changes the folder that packages were installed into, where it is known', () => {
  const [pip] = PYTHON_MANAGERS;
  const folder = 'layers/common/python';
  const command = "pip install --upgrade --target layers/common/python 'jinja2==3.1.6'";
  expect([pip?.add({ ...wanted, folder }), pip?.force({ ...forced, folder })]).toEqual([command, command]);
});
