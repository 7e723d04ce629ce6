import { expect, test } from 'vitest';
import { azure } from '../../../src/sources/azure/index.js';
import {
  acquireWith,
  codesOf,
  emptyFolder,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
  zipOf,
} from '../stage-fixture.js';

test('a function.json each: one code, many functions', async () => {
  const folder = stage('azure/function-json');
  const acquired = await acquireWith(azure, targetAt(folder));
  const mounts = ['/home/site/wwwroot='];
  expect(mountsOf(acquired, folder)).toEqual({ Broken: mounts, Nightly: mounts, Screen: mounts });
  expect(functionCalled(acquired, 'Screen')).toMatchObject({
    handler: 'dist/screen/index.js#run',
    runtime: 'node',
    environment: ['FUNCTIONS_WORKER_RUNTIME', 'MAIL_KEY'],
    triggers: [{ type: 'http', detail: 'POST /api/candidates' }],
  });
  expect(functionCalled(acquired, 'Nightly').triggers).toEqual([{ type: 'schedule', detail: '0 0 3 * * *' }]);
});

test('a broken function.json is still a function, its code seen', async () => {
  const acquired = await acquireWith(azure, targetAt(stage('azure/function-json')));
  expect(codesOf(acquired)).toEqual({ Broken: ['malformed'] });
});

test('functions registered in code are one row, with a problem', async () => {
  const folder = stage('azure/registered-in-code');
  const acquired = await acquireWith(azure, targetAt(folder));
  expect(acquired.functions).toMatchObject([{ platform: 'azure-functions', handler: 'src/index.js' }]);
  expect([...acquired.functionProblems.values()]).toMatchObject([
    [{ code: 'unresolved', affectsCompleteness: false }],
  ]);
});

test('variables that load code are judged, and their values not kept', async () => {
  const folder = emptyFolder();
  const Values = { languageWorkers__node__arguments: '--require /tmp/secret-name.js', PLAIN: 'x' };
  write(folder, { 'host.json': '{ "version": "2.0" }', 'local.settings.json': JSON.stringify({ Values }) });
  const { functions } = await acquireWith(azure, targetAt(folder));
  expect(functions[0]?.environmentHooks).toEqual([
    { name: 'languageWorkers__node__arguments', code: 'elsewhere', vendor: null },
  ]);
  expect(JSON.stringify(functions)).not.toContain('secret-name');
});

test('the zip that is deployed', async () => {
  const folder = emptyFolder();
  const bindings = '{ "bindings": [{ "type": "queueTrigger", "queueName": "in" }] }';
  write(folder, {
    'app.zip': zipOf({ 'host.json': '{ "version": "2.0" }', 'Store/function.json': bindings }),
  });
  const acquired = await acquireWith(azure, targetAt(folder, 'app.zip'));
  expect(acquired.functions).toMatchObject([{ name: 'Store', triggers: [{ type: 'queue', detail: 'in' }] }]);
});

test.each([
  ['a zip without host.json', zipOf({ 'index.js': '' })],
  ['a host.json of something else', zipOf({ 'host.json': '{}' })],
  ['a broken zip', Buffer.from('PK\u0003\u0004broken')],
])('%s is not taken', async (_, bytes) => {
  const folder = emptyFolder();
  write(folder, { 'app.zip': bytes });
  expect(await azure.recognises(targetAt(folder, 'app.zip'))).toBe(false);
});
