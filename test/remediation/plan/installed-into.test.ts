import { expect, it } from 'vitest';
import type { ApplicationRoot } from '../../../src/model/index.js';
import { installedInto } from '../../../src/remediation/plan/installed-into.js';
import { artifactOf } from '../../support/model-builders.js';

const ROOT: ApplicationRoot = { id: 'pypi:python', path: 'python', name: null, manager: 'pip' };

it.each<[path: string, root: Partial<ApplicationRoot>, artifact: object, expected: string | null]>([
  ['layers/common', {}, {}, 'layers/common/python'],
  ['layers/common', { path: '' }, {}, 'layers/common'],
  ['layer.zip', {}, { codeSha256: 'AAAA' }, null],
  ['layers/common', { list: 'requirements.txt' }, {}, null],
  ['layers/common', { manager: 'poetry' }, {}, null],
  ['.aws-sam/build/Common', {}, {}, null],
  ['infra/cdk.out/asset.1', {}, {}, null],
  ['../layers/common', {}, {}, '../layers/common/python'],
  ['my layers; ls', {}, {}, null],
  ['--pre', {}, {}, null],
])('%s with %j and %j', (...[path, root, artifact, expected]) =>
  expect(installedInto(artifactOf('a', { path, ...artifact }), { ...ROOT, ...root })).toBe(expected),
);
