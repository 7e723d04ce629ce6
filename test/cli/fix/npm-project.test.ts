import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { npmProjectOf } from '../../../src/cli/fix/npm-project.js';
import type { ProjectFacts } from '../../../src/cli/fix/fix-workspace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

function project(files: Readonly<Record<string, string>>, more: Partial<ProjectFacts> = {}): ProjectFacts {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const lockfile = files['package-lock.json'] ?? null;
  return {
    manager: 'npm',
    lockfile,
    overrides: null,
    allowMajor: false,
    folder,
    member: '',
    lockfilePath: lockfile === null ? null : join(folder, 'package-lock.json'),
    namedManager: null,
    ...more,
  };
}

test("the texts of a workspace are its root's, its members' and the lockfile, with the edits in place", () => {
  const lockfile = JSON.stringify({
    packages: { '': {}, pay: {}, '../out': {}, '/abs': {}, 'node_modules/a': {}, gone: {} },
  });
  const facts = project({
    'package.json': '{"workspaces":["pay"]}',
    'pay/package.json': '{"name":"pay"}',
    'other/package.json': '{}',
    'package-lock.json': lockfile,
  });
  const overrides = { name: join(facts.folder, 'package.json'), text: '{"overrides":{}}', isYaml: false };
  const edited = { text: '{"name":"paid"}', overrides, edits: [], left: [] };
  const { texts, update } = npmProjectOf(facts, join(facts.folder, 'pay/package.json'), {
    edited,
    update: ['deep'],
  });
  expect(Object.fromEntries(texts)).toEqual({
    'package.json': '{"overrides":{}}',
    'pay/package.json': '{"name":"paid"}',
    'package-lock.json': lockfile,
  });
  expect(update).toEqual(['deep']);
});

test('without edits and a lockfile it is the manifest as it is', () => {
  const facts = project({ 'package.json': '{}' });
  const { texts } = npmProjectOf(facts, join(facts.folder, 'package.json'), { edited: null, update: [] });
  expect([...texts]).toEqual([['package.json', '{}']]);
});
