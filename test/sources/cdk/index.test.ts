import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cdk } from '../../../src/sources/cdk/index.js';
import type { Acquisition } from '../../../src/sources/index.js';
import { acquireWith, codesOf, functionCalled, mountsOf, stage, targetAt, write } from '../stage-fixture.js';

const CODE = `cdk.out/asset.${'a'.repeat(64)}`;
const LAYER = `cdk.out/asset.${'b'.repeat(64)}`;

describe('an application with a nested stack and a stage', () => {
  let folder = '';
  let acquired: Acquisition;
  beforeAll(async () => {
    folder = stage('cdk/intake');
    acquired = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  });

  test('code and layer are joined by their asset hash, in every stack', () => {
    const mounts = [`/var/task=${CODE}`, `/opt=${LAYER}`];
    expect(mountsOf(acquired, folder)).toMatchObject({
      'Intake/Api': mounts,
      'IntakeNest78495119/ApiF70053CD': mounts,
      'Prod-Inner/ApiF70053CD': mounts,
    });
  });

  test('artifacts that several stacks use are there once', () => {
    const files = acquired.artifacts.filter(({ inline }) => !inline);
    expect(files.map(({ path, kind }) => [kind, path])).toEqual([
      ['layer', LAYER],
      ['function', CODE],
    ]);
  });

  test('code that is text in a template is an artifact of that template', () => {
    const inline = acquired.artifacts.filter((artifact) => artifact.inline);
    expect(inline.map(({ path }) => path.replace(/.*\//, ''))).toContain(
      'Intake.template.json#Inline6CF80F9D',
    );
    expect(codesOf(acquired)['Intake/Inline6CF80F9D']).toBeUndefined();
  });

  test('a stack that the manifest does not list any more is left out', () => {
    expect(acquired.functions.filter(({ id }) => id.includes('Retired'))).toEqual([]);
  });

  test.each([
    ['Intake/Api', ['missing']],
    ['Intake/Img2630203D', ['missing']],
  ])('a part that is not in the assembly is reported for %s', (label, codes) => {
    expect(codesOf(acquired)[label]).toEqual(codes);
  });

  test('configuration, role and triggers', () => {
    expect(functionCalled(acquired, 'Intake/Api')).toMatchObject({
      account: '111122223333',
      region: 'eu-west-1',
      runtime: 'nodejs22.x',
      architecture: 'arm64',
      environment: ['TABLE'],
      triggers: [
        { type: 'queue', detail: 'Q63C6E3AB' },
        { type: 'http', detail: 'POST /c' },
      ],
      role: {
        policies: [{ name: 'AWSLambdaBasicExecutionRole' }, { name: 'ApiServiceRoleDefaultPolicyB24862FE' }],
      },
    });
  });
});

test('a broken manifest: templates are read all the same, and the problem is reported', async () => {
  const folder = stage('cdk/intake');
  write(folder, { 'cdk.out/manifest.json': '{ "artifacts": ' });
  const acquired = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  expect(acquired.problems.map(({ code }) => code)).toContain('malformed');
  expect(mountsOf(acquired, folder)['Intake/Api']).toEqual([`/var/task=${CODE}`, `/opt=${LAYER}`]);
});

test('an asset that is gone leaves the function with a problem and without code', async () => {
  const folder = stage('cdk/intake');
  rmSync(join(folder, CODE), { recursive: true });
  const acquired = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  expect(mountsOf(acquired, folder)['Intake/Api']).toEqual([`/opt=${LAYER}`]);
  expect(codesOf(acquired)['Intake/Api']).toEqual(['missing', 'missing']);
});

test('an asset that is a link out of the project is not followed', async () => {
  const folder = stage('cdk/intake');
  rmSync(join(folder, CODE), { recursive: true });
  symlinkSync('/etc', join(folder, CODE));
  const acquired = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  expect(codesOf(acquired)['Intake/Api']).toEqual(['unsafe-path', 'missing']);
});

test('a template outside of the project is not opened', async () => {
  const folder = stage('cdk/intake');
  const escape = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: '../../../../etc/hostname' },
  };
  write(folder, { 'cdk.out/manifest.json': JSON.stringify({ artifacts: { Escape: escape } }) });
  const { functions, problems } = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  expect(functions).toEqual([]);
  expect(problems.map(({ code }) => code)).toEqual(['unsafe-path']);
});

test('a nested assembly outside of the output is not opened', async () => {
  const folder = stage('cdk/intake');
  const escape = { type: 'cdk:cloud-assembly', properties: { directoryName: '../..' } };
  write(folder, { 'cdk.out/manifest.json': JSON.stringify({ artifacts: { Escape: escape } }) });
  const { problems } = await acquireWith(cdk, targetAt(folder, 'cdk.out'));
  expect(problems.map(({ code }) => code)).toEqual(['unsafe-path']);
});
