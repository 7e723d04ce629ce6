import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerOfSource } from '../../src/evidence/source-owner.js';

const HASH = '0123456789';

describe('a path of a package', () => {
  it.each<[path: string, name: string, version: string | null, folder: string]>([
    ['node_modules/qs/lib/parse.js', 'qs', null, 'node_modules/qs'],
    ['../../node_modules/qs/lib/parse.js', 'qs', null, 'node_modules/qs'],
    ['webpack://app/./node_modules/@a/b/x.js', '@a/b', null, 'node_modules/@a/b'],
    ['webpack:///node_modules/qs/x.js?1a2b', 'qs', null, 'node_modules/qs'],
    ['./node_modules/l/i.js??ref!./node_modules/qs/x.js', 'qs', null, 'node_modules/qs'],
    ['C:\\app\\node_modules\\qs\\x.js', 'qs', null, 'C:/app/node_modules/qs'],
    ['\0node_modules/qs/x.js?commonjs-exports', 'qs', null, 'node_modules/qs'],
    ['node_modules/a/node_modules/b/x.js', 'b', null, 'node_modules/a/node_modules/b'],
    [
      'node_modules/.pnpm/qs@6.5.3/node_modules/qs/x.js',
      'qs',
      '6.5.3',
      'node_modules/.pnpm/qs@6.5.3/node_modules/qs',
    ],
    ['node_modules/.pnpm/@a+b@1.0.0-rc.1_c@2.0.0/node_modules/@a/b/x.js', '@a/b', '1.0.0-rc.1', ''],
    ['node_modules/.pnpm/qs@6.5.3(c@2.0.0)(d@1.0.0)/node_modules/qs/x.js', 'qs', '6.5.3', ''],
    ['node_modules/.pnpm/qs@6.5.3/node_modules/side/x.js', 'side', null, ''],
    ['node_modules/.pnpm/qs@file+..+qs/node_modules/qs/x.js', 'qs', null, ''],
    [`.yarn/cache/qs-npm-6.5.3-${HASH}-8.zip/node_modules/qs/x.js`, 'qs', '6.5.3', ''],
    [`.yarn/cache/@a-b-npm-1.0.0-rc-1-${HASH}-${HASH}.zip/node_modules/@a/b/x.js`, '@a/b', '1.0.0-rc-1', ''],
    [`.yarn/unplugged/qs-npm-6.5.3-${HASH}/node_modules/qs/x.js`, 'qs', '6.5.3', ''],
    [`.yarn/cache/other-npm-6.5.3-${HASH}-8.zip/node_modules/qs/x.js`, 'qs', null, ''],
    ['node_modules/.bun/qs@6.5.3/node_modules/qs/x.js', 'qs', '6.5.3', ''],
  ])('%j is %s@%s', (path, ...[name, version, folder]) => {
    expect(ownerOfSource(path)).toMatchObject({
      kind: 'package',
      name,
      version,
      folder: expect.stringContaining(folder) as string,
    });
  });
});

it.each([
  ['src/index.ts', 'first-party'],
  ['../packages/shared/src/a.ts', 'first-party'],
  ['webpack://app/./lib/own.js', 'first-party'],
  ['<stdin>', 'first-party'],
  ['webpack/runtime/define property getters', 'generated'],
  ['webpack://app/webpack/bootstrap', 'generated'],
  ['external node-commonjs "http"', 'generated'],
  ['(disabled):node_modules/qs/x.js', 'generated'],
  ['\0commonjsHelpers.js', 'generated'],
])('%j is %s', (path, kind) => expect(ownerOfSource(path)?.kind).toBe(kind));

it.each([
  '',
  'https://cdn.example.invalid/node_modules/qs/x.js',
  'node_modules/.hidden/x.js',
  'node_modules/a b/x.js',
  'node_modules/../../node_modules',
  'node_modules/qs/\u001b[31m.js',
  'src/\u202egnp.js',
  'a/'.repeat(3000),
])('%j names no owner', (path) => expect(ownerOfSource(path)).toBeNull());

it('a path out of the project has no owner', () => {
  expect(ownerOfSource('../../../../etc/node_modules/a/../b/x.js')).toMatchObject({
    name: 'b',
    folder: 'etc/node_modules/b',
  });
});

it('`__proto__` is a name like another', () => {
  expect(ownerOfSource('node_modules/__proto__/x.js')).toBeNull();
});

it('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const owner = ownerOfSource(`node_modules/${text}`);
      expect(owner?.kind === 'package' && /[\0-\x1f]/.test(owner.folder)).toBe(false);
    }),
  );
});
