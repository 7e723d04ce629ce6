// Builds the programs in `programs/` with the machine's Go, in the forms that functions are deployed in.
//   node bench/go/build-programs.mjs FOLDER [FORM…]
// Modules come through Go's own client, in the versions that `go.sum` names.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LINUX = { GOOS: 'linux', GOARCH: 'amd64' };
const STRIPPED = ['-trimpath', '-ldflags=-s -w'];

/** Forms of the small program by name: environment and arguments of `go build`. */
export const FORMS = {
  plain: { env: LINUX, args: [] },
  stripped: { env: LINUX, args: STRIPPED },
  pie: { env: LINUX, args: [...STRIPPED, '-buildmode=pie'] },
  arm64: { env: { GOOS: 'linux', GOARCH: 'arm64' }, args: STRIPPED },
  x86: { env: { GOOS: 'linux', GOARCH: '386' }, args: STRIPPED },
  s390x: { env: { GOOS: 'linux', GOARCH: 's390x' }, args: STRIPPED },
  darwin: { env: { GOOS: 'darwin', GOARCH: 'arm64' }, args: STRIPPED },
  windows: { env: { GOOS: 'windows', GOARCH: 'amd64' }, args: STRIPPED },
};

/** The machine's Go; null without one. */
export function installedGo() {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Builds one program in one form, unless it is there.
 * @param {string} program name of its folder.
 * @param {keyof typeof FORMS} form
 * @param {string} folder where the result goes.
 * @returns {string} path of the file.
 */
export function buildProgram(program, form, folder) {
  const { env, args } = FORMS[form];
  const target = join(resolve(folder), `${program}-${form}`);
  if (existsSync(target)) return target;
  mkdirSync(resolve(folder), { recursive: true });
  const result = spawnSync('go', ['build', '-mod=readonly', ...args, '-o', target, '.'], {
    cwd: join(import.meta.dirname, 'programs', program),
    env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', ...env },
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`go build of ${program} (${form}): ${result.stderr}`);
  return target;
}

if (process.argv[1] === import.meta.filename) {
  const [folder, ...forms] = process.argv.slice(2);
  if (!folder) throw new Error('usage: build-programs.mjs FOLDER [FORM…]');
  for (const form of forms.length > 0 ? forms : Object.keys(FORMS))
    console.log(buildProgram('small', form, folder));
}
