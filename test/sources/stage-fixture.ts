import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Acquisition, BareFunction, Source, Target } from '../../src/sources/index.js';
import { buildZip } from '../support/zip-builder.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/sources/', import.meta.url));
const staged: string[] = [];

afterAll(() => {
  for (const folder of staged.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder of this test file, removed after it. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stowaway-sources-')));
  staged.push(folder);
  return folder;
}

export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  return buildZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

/** Writes files, their folders with them. */
export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A copy of `fixtures/sources/{name}` with its archives, which are not in the repository. */
export function stage(name: string, archives: Readonly<Record<string, Uint8Array>> = {}): string {
  const folder = emptyFolder();
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  write(folder, archives);
  return folder;
}

export function targetAt(folder: string, path = '.'): Target {
  const hostPath = join(folder, path);
  const isFolder = statSync(hostPath).isDirectory();
  return {
    hostPath,
    path,
    kind: isFolder ? 'directory' : 'file',
    root: isFolder ? hostPath : dirname(hostPath),
  };
}

/** The result of one source for `path` in the folder. @throws if it does not recognise it. */
export async function acquireWith(
  source: Source,
  target: Target,
  bare: BareFunction = {},
): Promise<Acquisition> {
  if ((await source.recognises(target)) !== true)
    throw new Error(`${source.id} does not recognise ${target.path}`);
  return source.acquire(target, bare);
}

/** Mounts of each function as `{mount path}={path below the folder}`, by its id. */
export function mountsOf({ functions }: Acquisition, folder: string): Record<string, string[]> {
  return Object.fromEntries(
    functions.map(({ id, mounts }) => [
      id,
      mounts.map(({ path, artifact }) => `${path}=${relative(folder, artifact)}`),
    ]),
  );
}

/** Problem codes of each function that has some, by its id. */
export function codesOf({ functionProblems }: Acquisition): Record<string, string[]> {
  return Object.fromEntries(
    [...functionProblems].map(([id, problems]) => [id, problems.map(({ code }) => code)]),
  );
}

export function functionCalled({ functions }: Acquisition, name: string) {
  const found = functions.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no function ${name} among ${functions.map((each) => each.name).join(', ')}`);
  return found;
}
