import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  descriptionsFileOf,
  newDescriptions,
  openDescriptionFiles,
  openDescriptions,
} from '../../../src/advisories/index/descriptions.js';
import { writeBucketFile } from '../../../src/advisories/index/write-bucket-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

function findDescription(paths: readonly string[], id: string) {
  const files = openDescriptionFiles();
  try {
    return files.find(paths, id);
  } finally {
    files.close();
  }
}

const DESCRIPTION = { summary: 'a', details: 'b', references: ['c'], credits: ['d'] };

function fileWith(id: string): string {
  const path = join(temporaryFolder(), 'npm.descriptions');
  const builder = newDescriptions();
  builder.put(id, DESCRIPTION);
  builder.put('X-3', null);
  builder.write(path);
  return path;
}

it('stands beside its index', () => {
  expect(descriptionsFileOf('/db/npm.advisories')).toBe('/db/npm.descriptions');
});

it('gives back what was written, from the first file that has it', () => {
  const one = fileWith('X-1');
  const other = fileWith('__proto__');
  expect(findDescription([other, one], 'X-1')).toEqual(DESCRIPTION);
  expect(findDescription([one, other], '__proto__')).toEqual(DESCRIPTION);
  expect(findDescription([one, other], 'X-2')).toBeNull();
  expect(findDescription([one, other], 'X-3')).toBeNull();
});

it.each([
  ['7', 'a number'],
  ['["a","b"]', 'too little'],
  ['["a","b",[1],[]]', 'a list of numbers'],
  ['["a",{},[],[]]', 'an object'],
])('%s, %s, is no description', (json) => {
  const path = join(temporaryFolder(), 'npm.descriptions');
  writeBucketFile(path, { about: { kind: 'descriptions' }, values: new Map([['X-1', [json]]]) });
  expect(findDescription([path], 'X-1')).toBeNull();
});

it('a missing, damaged or other file has none', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'damaged'), 'x');
  writeBucketFile(join(folder, 'other'), { about: { kind: 'epss' }, values: new Map() });
  for (const name of ['missing', 'damaged', 'other']) expect(openDescriptions(join(folder, name))).toBeNull();
});

it('each file is opened once, until all are closed', () => {
  const path = fileWith('X-1');
  const files = openDescriptionFiles();
  expect(files.find([path], 'X-2')).toBeNull();
  unlinkSync(path);
  expect(files.find([path], 'X-1')).toEqual(DESCRIPTION);
  files.close();
  expect(files.find([path], 'X-1')).toBeNull();
});
