import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Entries of a folder that are neither file, link nor folder. */
export type SpecialKind = 'pipe' | 'socket' | 'device';

/** A socket stays when its process is killed. */
const LEAVE_SOCKET = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'));`;

const MAKERS: ReadonlyMap<SpecialKind, (path: string) => void> = new Map([
  ['pipe', (path) => void execFileSync('mkfifo', [path], { stdio: 'ignore' })],
  ['socket', (path) => void spawnSync(process.execPath, ['-e', LEAVE_SOCKET, path])],
  // A device without a driver: nothing can come of opening it. Only root may make one.
  ['device', (path) => void execFileSync('mknod', [path, 'c', '0', '0'], { stdio: 'ignore' })],
]);

const made = new Map<SpecialKind, string | null>();

/** One file of the kind, made once a process; null where this machine cannot make one. */
function originalOf(kind: SpecialKind): string | null {
  const known = made.get(kind);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-special-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, kind);
  try {
    MAKERS.get(kind)?.(path);
    lstatSync(path);
    made.set(kind, path);
  } catch {
    made.set(kind, null);
  }
  return made.get(kind) ?? null;
}

/** The kinds that this machine can make. */
export function possibleSpecialKinds(): SpecialKind[] {
  return [...MAKERS.keys()].filter((kind) => originalOf(kind) !== null);
}

/** Puts a pipe, a socket or a device at a path in the temporary folder: a hard link, which costs no process. */
export function placeSpecialFile(kind: SpecialKind, path: Buffer): void {
  const original = originalOf(kind);
  if (original === null) throw new Error(`This machine makes no ${kind}.`);
  linkSync(original, path);
}
