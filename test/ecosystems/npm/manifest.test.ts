import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitOf } from '../../../src/files/index.js';
import { manifestOf, readManifest } from '../../../src/ecosystems/npm/manifest.js';

const path = 'node_modules/a/package.json';

function read(text: string | Uint8Array) {
  return readManifest({ path, bytes: Buffer.from(text as string) });
}

function dependenciesOf(fields: Readonly<Record<string, unknown>>): string[] {
  return [...manifestOf(path, fields).dependencies.values()].map(
    ({ name, spec, type }) => `${type} ${name}@${spec}`,
  );
}

describe('readManifest', () => {
  it('reads past a byte order mark', () => {
    expect(read('\uFEFF{"name":"a"}')).toMatchObject({ name: 'a' });
  });

  it('reads the text around bytes that are not UTF-8', () => {
    expect(read(Buffer.from('7b226e616d65223a2261222c2278223a22ff227d', 'hex'))).toMatchObject({ name: 'a' });
  });

  it.each([
    ['text', 'not json'],
    ['a list', '[]'],
    ['nothing', ''],
    ['UTF-16', Buffer.from('{"name":"a"}', 'utf16le')],
    ['depth', '['.repeat(1_000_000)],
  ])('makes a problem of %s', (_what, text) => {
    expect(read(text)).toMatchObject({ code: 'malformed', path, affectsCompleteness: true });
  });

  it('does not read a huge one', () => {
    expect(read(new Uint8Array(limitOf('manifest') + 1))).toMatchObject({ code: 'too-large' });
  });

  it('takes any JSON object without throwing', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom(...Object.keys(everyField), 'x') }), (fields) => {
        expect(read(JSON.stringify(fields))).toHaveProperty('dependencies');
      }),
    );
  });
});

/** All fields that are looked at. */
const everyField = {
  name: '',
  version: '',
  dependencies: {},
  devDependencies: {},
  peerDependencies: {},
  peerDependenciesMeta: {},
  optionalDependencies: {},
  bundleDependencies: [],
  overrides: {},
  resolutions: {},
  pnpm: {},
  license: '',
  licenses: [],
  packageManager: '',
};

describe('manifestOf', () => {
  it('lets optional win over prod, and prod over peer', () => {
    const fields = {
      peerDependencies: { a: '1' },
      dependencies: { a: '2', b: '2' },
      optionalDependencies: { b: '3' },
    };
    expect(dependenciesOf(fields)).toEqual(['prod a@2', 'optional b@3']);
  });

  it('recognises optional peers by their meta', () => {
    const fields = { peerDependencies: { a: '1', b: '1' }, peerDependenciesMeta: { b: { optional: true } } };
    expect(dependenciesOf(fields)).toEqual(['peer a@1', 'optional-peer b@1']);
  });

  it('takes __proto__ for a name like any other', () => {
    const fields = JSON.parse('{"dependencies":{"__proto__":"1","constructor":"2"}}') as object;
    expect(dependenciesOf({ ...fields })).toEqual(['prod __proto__@1', 'prod constructor@2']);
  });

  it('leaves a list of dependencies out and reports it', () => {
    expect(manifestOf(path, { dependencies: ['a'] }).problems).toMatchObject([{ code: 'malformed', path }]);
  });

  it('cuts a flood of dependencies and reports it', () => {
    const flood = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`d${index}`, '*']));
    const { dependencies, problems } = manifestOf(path, { dependencies: flood });
    expect({ kept: dependencies.size, codes: problems.map(({ code }) => code) }).toEqual({
      kept: 2000,
      codes: ['too-large'],
    });
  });

  it.each([
    [true, ['a', 'b']],
    [false, []],
    [['a'], ['a']],
    [{ a: '1' }, ['a']],
  ])('reads bundleDependencies %j', (bundleDependencies, expected) => {
    const { bundled } = manifestOf(path, { dependencies: { a: '1', b: '1' }, bundleDependencies });
    expect([...bundled]).toEqual(expected);
  });

  it.each([
    ['npm', { overrides: { a: '1', 'b@^2': { '@s/c': '3' } } }, ['@s/c', 'a', 'b']],
    ['Yarn', { resolutions: { 'x/@s/a': '1', '**/b': '2', 'c@npm:^1': '3' } }, ['@s/a', 'b', 'c']],
    ['pnpm', { pnpm: { overrides: { 'x>a@1': '2', '@s/b@2': '3' } } }, ['@s/b', 'a']],
  ])("knows the names that %s's field forces", (_what, fields, expected) => {
    expect([...manifestOf(path, fields).overridden].sort()).toEqual(expected);
  });

  it.each([
    [{ license: 'MIT' }, ['MIT']],
    [{ license: { type: 'ISC', url: 'x' } }, ['ISC']],
    [{ licenses: [{ type: 'MIT' }, 'Apache-2.0'] }, ['MIT', 'Apache-2.0']],
    [{ licence: 'BSD' }, ['BSD']],
    [{ license: 'x'.repeat(10_000) }, []],
    [{ license: 7, licenses: [[['MIT']]] }, []],
  ])('reads licences %#', (fields, expected) => {
    expect(manifestOf(path, fields).licenses).toEqual(expected);
  });
});
