import { expect, test } from 'vitest';
import { gcf } from '../../../src/sources/gcf/index.js';
import { acquireWith, emptyFolder, mountsOf, stage, targetAt, write, zipOf } from '../stage-fixture.js';

test.each([
  ['locked', false],
  ['unlocked', true],
])('%s source: dependencies are declared only; incomplete: %s', async (name, affectsCompleteness) => {
  const folder = stage(`gcf/${name}`);
  const acquired = await acquireWith(gcf, targetAt(folder));
  expect(mountsOf(acquired, folder)).toEqual({ screen: ['/workspace='] });
  expect([...acquired.functionProblems.values()]).toMatchObject([
    [{ code: 'unresolved', affectsCompleteness }],
  ]);
});

test.each([
  ['function-source.zip', { 'package.json': '{}', 'index.js': '' }, true],
  ['other.zip', { 'package.json': '{}', 'index.js': '' }, false],
  ['function-source.zip', { 'package.json': '{}', 'node_modules/a/package.json': '{}' }, false],
  ['python.zip', { 'main.py': '', 'requirements.txt': '', '.gcloudignore': '' }, true],
])('%s with %o is a source archive: %s', async (name, files, expected) => {
  const folder = emptyFolder();
  write(folder, { [name]: zipOf(files) });
  expect(await gcf.recognises(targetAt(folder, name))).toBe(expected);
});

test('the command line wins', async () => {
  const bare = { name: 'given', runtime: 'nodejs22', handler: 'screen' };
  const { functions } = await acquireWith(gcf, targetAt(stage('gcf/locked')), bare);
  expect(functions).toMatchObject([bare]);
});
