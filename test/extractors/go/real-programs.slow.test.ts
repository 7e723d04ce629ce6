import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildProgram, installedGo, type FORMS } from '../../../bench/go/build-programs.mjs';
import { readGoProgram } from '../../../src/extractors/go/read-program.js';

const folder = mkdtempSync(join(tmpdir(), 'stowaway-go-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Go itself says of a program: the lines about modules. */
function versionLines(path: string): string[] {
  const { stdout } = spawnSync('go', ['version', '-m', path], { encoding: 'utf8' });
  const lines = stdout.split('\n').slice(1);
  return lines.map((line) => line.slice(1)).filter((line) => line !== '');
}

/** Go compiles the standard library for each: these differ in their headers and numbers. `build-programs.mjs` builds all forms. */
const TRIED = ['stripped', 'x86', 's390x', 'windows'] as const satisfies readonly (keyof typeof FORMS)[];

describe.skipIf(installedGo() === null)('programs that Go builds here', () => {
  it.each(TRIED)(
    'form %s: the modules are those that Go names',
    (form) => {
      const path = buildProgram('small', form, folder);
      const found = readGoProgram('bootstrap', readFileSync(path));
      const own = found?.info.modules.split('\n').filter((line) => line !== '');
      expect(own).toEqual(versionLines(path));
      expect(installedGo()).toContain(found?.info.toolchain);
      expect(found?.list.dependencies).toMatchObject([
        { path: 'example.invalid/shared', replacement: { path: './shared', version: '(devel)' } },
        { path: 'golang.org/x/net', version: 'v0.7.0' },
        { path: 'golang.org/x/text', version: 'v0.7.0' },
        { path: 'gopkg.in/yaml.v2', version: 'v2.2.2', replacement: { version: 'v2.2.8' } },
      ]);
    },
    600_000,
  );
});
