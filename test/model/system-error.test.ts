import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSystemError, systemReason } from '../../src/model/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test.each<[string, (folder: string) => unknown, string]>([
  ['a missing file', (folder) => readFileSync(join(folder, 'x')), 'there is no such file or folder'],
  ['a folder', (folder) => readFileSync(folder), 'it is a folder, not a file'],
  [
    'a file as a folder',
    (folder) => mkdirSync(join(folder, 'file', 'x'), { recursive: true }),
    'not a folder',
  ],
  ['a circle of links', (folder) => statSync(join(folder, 'loop')), 'lead in a circle'],
  ['a long name', (folder) => statSync(join(folder, 'x'.repeat(300))), 'the name is too long'],
  ['a NUL character', (folder) => statSync(join(folder, 'a\0b')), 'NUL character'],
  ['a full disk', () => writeFileSync('/dev/full', 'x'), 'the disk is full'],
])('%s is an error that a user can fix', (_, work, reason) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
  const error = errorOf(() => work(folder));
  expect(isSystemError(error)).toBe(true);
  expect(systemReason(error)).toContain(reason);
});

test.each([
  new TypeError('x is not a function'),
  Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_VALUE' }),
  Object.assign(new Error('bad descriptor'), { code: 'EBADF', syscall: 'read' }),
  'text',
  null,
])('%s is a bug', (error) => expect(isSystemError(error)).toBe(false));
