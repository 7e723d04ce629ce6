import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { netlify } from '../../../src/sources/netlify/index.js';
import {
  acquireWith,
  codesOf,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
  zipOf,
} from '../stage-fixture.js';

const FOLDER = '.netlify/functions';
const zip = zipOf({ 'hello.mjs': '' });
const ARCHIVES = { [`${FOLDER}/hello.zip`]: zip, [`${FOLDER}/cron.zip`]: zip, [`${FOLDER}/stray.zip`]: zip };

test('paths of another machine, folders, archives that the manifest does not list, and one that is gone', async () => {
  const folder = stage('netlify/site', ARCHIVES);
  const acquired = await acquireWith(netlify, targetAt(folder, FOLDER));
  expect(mountsOf(acquired, folder)).toEqual({
    hello: [`/var/task=${FOLDER}/hello.zip`],
    cron: [`/var/task=${FOLDER}/cron.zip`],
    gone: [],
    stray: [`/var/task=${FOLDER}/stray.zip`],
    unzipped: [`/var/task=${FOLDER}/unzipped`],
  });
  expect(codesOf(acquired)).toEqual({ gone: ['missing'] });
  expect(acquired.problems.map(({ code }) => code)).toEqual(['malformed']);
});

test('runtime, architecture and triggers', async () => {
  const acquired = await acquireWith(netlify, targetAt(stage('netlify/site', ARCHIVES), FOLDER));
  expect(functionCalled(acquired, 'hello')).toMatchObject({
    runtime: 'nodejs22.x',
    architecture: 'x86_64',
    triggers: [{ type: 'http', detail: 'POST /api/hello' }],
  });
  expect(functionCalled(acquired, 'cron').triggers).toEqual([{ type: 'schedule', detail: '@daily' }]);
});

test.each([
  ['without a manifest', null, []],
  ['with a broken one', '{', ['malformed']],
  ['with one of another version', '{ "version": 2, "functions": [] }', ['unsupported']],
])('%s every archive and folder is a function', async (_, manifest, codes) => {
  const folder = stage('netlify/site', ARCHIVES);
  const path = `${FOLDER}/manifest.json`;
  if (manifest === null) rmSync(join(folder, path));
  else write(folder, { [path]: manifest });
  const { functions, problems } = await acquireWith(netlify, targetAt(folder, FOLDER));
  expect(functions.map(({ name }) => name)).toEqual(['cron', 'hello', 'stray', 'unzipped']);
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test('a manifest.json of something else is not taken', async () => {
  const folder = stage('netlify/site');
  write(folder, { 'web/manifest.json': '{ "name": "app", "icons": [] }' });
  expect(await netlify.recognises(targetAt(folder, 'web'))).toBe(false);
});

test('a link out of the project is not followed', async () => {
  const folder = stage('netlify/site', ARCHIVES);
  symlinkSync('/etc', join(folder, FOLDER, 'etc'));
  const { artifacts, problems } = await acquireWith(netlify, targetAt(folder, FOLDER));
  expect(artifacts.filter(({ key }) => !key.startsWith(folder))).toEqual([]);
  expect(problems.map(({ code }) => code)).toContain('unsafe-path');
});
