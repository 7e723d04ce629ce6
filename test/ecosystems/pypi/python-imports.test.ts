import { expect, test } from 'vitest';
import {
  moduleNameOf,
  PYTHON_HANDLERS,
  PYTHON_IMPORTS,
  pythonVersionOf,
} from '../../../src/ecosystems/pypi/python-imports.js';
import { packageOf } from '../../support/model-builders.js';

test.each([
  ['python3.12', '3.12'],
  ['python312', '3.12'],
  ['nodejs22.x', null],
  [null, null],
])('%s runs Python %s', (runtime, expected) => expect(pythonVersionOf(runtime)).toBe(expected));

test.each([
  ['a/requests', 'requests'],
  ['six.py', 'six'],
  ['_cffi_backend.cpython-312-x86_64-linux-gnu.so', '_cffi_backend'],
  ['a/x.abi3.so', 'x'],
])('%s is imported as %s', (path, expected) => expect(moduleNameOf(path)).toBe(expected));

const yaml = packageOf('PyYAML', '6.0', {
  ecosystem: 'PyPI',
  locations: [{ path: 'python/yaml' }, { path: 'python/_yaml' }, { path: 'python/PyYAML-6.0.dist-info' }],
});

test('a package is found in the folder of its metadata, by the names of its modules', () => {
  expect(PYTHON_IMPORTS.folderOf(yaml)).toBe('python');
  expect(PYTHON_IMPORTS.namesOf(yaml)).toEqual(['PyYAML', 'pyyaml', 'yaml', '_yaml']);
});

test('layers are searched in the order of the runtime', () => {
  expect(PYTHON_IMPORTS.layerFolders('python3.12')).toEqual([
    'python/lib/python3.12/site-packages',
    'python',
  ]);
  expect(PYTHON_IMPORTS.layerFolders(null)).toEqual(['python']);
});

test.each([
  ['app.handler', 'app.py', true],
  ['src/app.handler', 'src/app.py', true],
  ['src.app.handler', 'src/app/__init__.py', true],
  ['app.handler', 'app.cpython-312-x86_64-linux-gnu.so', true],
  ['app.handler', 'app.pyc', true],
  ['app.handler', 'app.js', false],
  ['app.handler', 'lib/app.py', false],
])('the handler %s is in %s: %s', (handler, file, expected) => {
  const places = PYTHON_HANDLERS.placesOf(handler, '/var/task', 'python3.12');
  const own = places.filter((place) => place.startsWith('/var/task/')).map((place) => place.slice(10));
  expect(own.some((place) => PYTHON_HANDLERS.isPlaceOf(new Set([file]), place))).toBe(expected);
});

test('a handler may be in a layer', () => {
  expect(PYTHON_HANDLERS.placesOf('lib.app.handler', '/var/task', 'python3.9')).toEqual([
    '/var/task/lib/app',
    '/opt/python/lib/python3.9/site-packages/lib/app',
    '/opt/python/lib/app',
  ]);
});

test('in an image a handler may be in any folder', () => {
  expect(PYTHON_HANDLERS.isPlaceInImage(new Set(['srv/app.py']), 'app')).toBe(true);
  expect(PYTHON_HANDLERS.isPlaceInImage(new Set(['srv/myapp.py']), 'app')).toBe(false);
});
