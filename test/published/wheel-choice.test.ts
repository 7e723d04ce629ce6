import { expect, test } from 'vitest';
import { chooseWheel } from '../../src/published/wheel-choice.js';

const FILES = [
  'foo_bar-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  'foo_bar-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  'foo_bar-1.0-1build-py3-none-any.whl',
  'foo_bar-1.0+cpu-cp312-cp312-linux_x86_64.whl',
  'Foo.Bar-2-py2.py3-none-any.whl',
  'foo_bar-3.0.tar.gz',
  'foo-4.0-py3-none-any.whl',
].map((name) => ({ name, url: '', sha256: null }));

test.each([
  ['1.0', ['cp312-cp312-manylinux_2_17_x86_64'], FILES[1]!.name],
  ['1.0', ['cp311-cp311-manylinux2014_x86_64', 'cp311-cp311-manylinux_2_17_x86_64'], FILES[0]!.name],
  ['1', ['py3-none-any'], FILES[2]!.name],
  ['1.0+cpu', ['cp312-cp312-linux_x86_64'], FILES[3]!.name],
  ['2.0', ['py3-none-any'], FILES[4]!.name],
  ['1.0', ['cp39-cp39-linux_x86_64'], 'other-wheels'],
  ['1.0', [], 'other-wheels'],
  ['3.0', ['py3-none-any'], 'other-wheels'],
  ['4.0', ['py3-none-any'], 'no-release'],
  ['odd', ['py3-none-any'], 'no-release'],
])('%s with %j: %s', (version, tags, expected) => {
  const choice = chooseWheel(FILES, { name: 'foo-bar', version }, tags);
  expect(typeof choice === 'string' ? choice : choice.wheel.name).toBe(expected);
});

test('a name that stands for billions of tags is compared with the installed ones alone', () => {
  const many = (prefix: string): string =>
    Array.from({ length: 5000 }, (_, at) => `${prefix}${at}`).join('.');
  const name = `foo-1.0-${many('py')}-${many('none')}-${many('any')}.whl`;
  const files = [{ name, url: '', sha256: null }];
  const choose = (tag: string) => chooseWheel(files, { name: 'foo', version: '1.0' }, [tag]);
  expect(choose('py4999-none0-any7')).toEqual({ wheel: files[0] });
  expect(choose('py4999-none0-linux')).toBe('other-wheels');
});
