import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { readUserFile } from '../../src/files/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function read(name: string): string {
  return readUserFile({ path: join(folder, name), what: 'baseline', hint: 'Name a file.' });
}

it('reads text without its byte order mark', () => {
  writeFileSync(join(folder, 'a'), '\ufeff{}');
  expect(read('a')).toBe('{}');
});

it('says what is not there or is no file', () => {
  expect(() => read('b')).toThrow(/baseline .*b: there is no such file/);
  mkdirSync(join(folder, 'c'));
  expect(() => read('c')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
