import { describe, expect, test } from 'vitest';
import { editManifest } from '../../../src/remediation/npm/index.js';
import type { ManifestFacts } from '../../../src/remediation/index.js';

const PLAIN: ManifestFacts = { manager: null, lockfile: null, overrides: null, allowMajor: false };
const ASKS = { dependencies: { left: '^1.0.0' } };

const change = {
  wanted: [
    {
      action: 'override',
      ecosystem: 'npm',
      name: 'deep',
      alias: null,
      from: ['1.0.0'],
      to: '1.5.0',
      major: false,
      broughtBy: ['left'],
      isDirect: false,
      hasOtherLines: false,
      clears: 1,
      artifacts: ['a.zip'],
      directDependents: new Map<string, string>(),
      through: new Map<string, string[]>(),
      brings: [],
    },
  ],
  allowed: [],
} as const;

describe('versions are forced in', () => {
  const of = (name: string, text: string, isYaml: boolean) => ({ name, text, isYaml });

  test.each([
    [
      'npm',
      of('../package.json', '{"workspaces":["*"]}', false),
      '{"workspaces":["*"],"overrides": {"deep@<1.5.0":"^1.5.0"}}',
    ],
    ['yarn', of('../package.json', '{"a":1}', false), '{"a":1,"resolutions": {"deep":"^1.5.0"}}'],
    ['pnpm', of('pnpm-workspace.yaml', '', true), "overrides:\n  'deep@<1.5.0': '^1.5.0'\n"],
    [
      'pnpm',
      of('../package.json', '{"a":1}', false),
      '{"a":1,"pnpm": {"overrides":{"deep@<1.5.0":"^1.5.0"}}}',
    ],
  ])('the file of the root, as %s has it', (manager, overrides, text) => {
    const result = editManifest(JSON.stringify(ASKS), change, { ...PLAIN, manager, overrides });
    expect(result.overrides?.text).toBe(text);
    expect(result.text).toBe(JSON.stringify(ASKS));
    expect(result.edits.map(({ file }) => file)).toEqual([overrides.name]);
  });

  test('no file that has to be changed by hand', () => {
    const overrides = of('pnpm-workspace.yaml', 'overrides: { a: 1 }', true);
    const { left } = editManifest(JSON.stringify(ASKS), change, { ...PLAIN, manager: 'pnpm', overrides });
    expect(left.map(({ why }) => why)).toEqual([
      'pnpm-workspace.yaml is laid out so that `overrides` has to be written by hand',
    ]);
  });

  test('a root that requests it already', () => {
    const overrides = of('../package.json', '{"overrides":{"deep":"^1.6.0"}}', false);
    const { left } = editManifest(JSON.stringify(ASKS), change, { ...PLAIN, overrides });
    expect(left[0]?.why).toBe('`overrides.deep` already has ^1.6.0: install and build again');
  });
});

describe('overrides for one dependent alone', () => {
  test.each<[manager: string, forced: object, place: string]>([
    ['npm', { overrides: { left: { deep: '1.0.0' } } }, 'overrides.left.deep'],
    ['pnpm', { pnpm: { overrides: { 'left>deep': '1.0.0' } } }, 'pnpm.overrides.left>deep'],
    ['yarn', { resolutions: { 'left/deep': '1.0.0' } }, 'resolutions.left/deep'],
  ])('is for a person to change, with %s', (manager, forced, place) => {
    const text = JSON.stringify({ ...ASKS, ...forced });
    const result = editManifest(text, change, { ...PLAIN, manager });
    expect(result.text).toBe(text);
    expect(result.left.map(({ why }) => why)).toEqual([`\`${place}\` is there already: change it by hand`]);
  });

  test('is for a person to change in settings, too', () => {
    const overrides = {
      name: 'pnpm-workspace.yaml',
      text: "overrides:\n  'left>deep': 1.0.0\n",
      isYaml: true,
    };
    const { left } = editManifest(JSON.stringify(ASKS), change, { ...PLAIN, manager: 'pnpm', overrides });
    expect(left[0]?.why).toBe('`overrides.left>deep` is there already: change it by hand');
  });

  test('stays where its range is high enough', () => {
    const overrides = { left: { deep: '^1.5.0' } };
    const { text } = editManifest(JSON.stringify({ ...ASKS, overrides }), change, PLAIN);
    expect(JSON.parse(text)).toEqual({ ...ASKS, overrides: { ...overrides, 'deep@<1.5.0': '^1.5.0' } });
  });
});
