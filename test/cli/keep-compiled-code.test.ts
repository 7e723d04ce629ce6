import { statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepCompiledCode } from '../../src/cli/keep-compiled-code.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const isAble = 'enableCompileCache' in module;

test('compiled code is kept in a folder of the user alone, where Node can', () => {
  const folder = join(temporaryFolder(), 'a', 'code');
  expect(keepCompiledCode(folder, {})).toBe(isAble);
  const othersMay = (statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o077;
  expect(othersMay).toBe(0);
});

test('a build server keeps nothing', () => {
  const folder = join(temporaryFolder(), 'code');
  expect(keepCompiledCode(folder, { CI: 'true' })).toBe(false);
  expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
});

test('a folder that cannot be made is no error', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(keepCompiledCode(join(file, 'code'), {})).toBe(false);
});
