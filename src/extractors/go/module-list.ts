import { limitOf } from '../../files/index.js';

export interface GoModule {
  readonly path: string;
  /** `v1.2.3`, `(devel)`; '' without one. */
  readonly version: string;
}

/** A module that was linked into a program. */
export interface LinkedModule extends GoModule {
  /** The module whose code was taken in its place; a folder has the version `(devel)`, or ''. */
  readonly replacement: GoModule | null;
}

/** What a program's build information says about modules. https://pkg.go.dev/runtime/debug#BuildInfo */
export interface ModuleList {
  /** Import path of the program; '' if it is not noted. */
  readonly program: string;
  readonly main: LinkedModule | null;
  readonly dependencies: readonly LinkedModule[];
  /** `GOOS`, `-buildmode` and the like. */
  readonly settings: ReadonlyMap<string, string>;
  /** Whether lines beyond the limit were not read. */
  readonly isCut: boolean;
}

function moduleOf([path = '', version = '']: readonly string[]): LinkedModule {
  return { path, version, replacement: null };
}

/** What was read up to a line. */
interface Reading {
  program: string;
  main: LinkedModule | null;
  readonly dependencies: LinkedModule[];
  readonly settings: Map<string, string>;
}

/** A setting: its name and value. */
function readSetting(setting: string, { settings }: Reading): void {
  const cut = setting.indexOf('=');
  if (cut > 0) settings.set(setting.slice(0, cut), setting.slice(cut + 1));
}

/** The module of the line before is replaced. */
function replaceLast(replacement: GoModule, reading: Reading): void {
  const { dependencies } = reading;
  const last = dependencies.at(-1);
  if (last) dependencies[dependencies.length - 1] = { ...last, replacement };
  else if (reading.main) reading.main = { ...reading.main, replacement };
}

/** What the lines mean by their first word. */
const LINES: ReadonlyMap<string, (words: readonly string[], reading: Reading) => void> = new Map([
  ['path', ([path = ''], reading) => void (reading.program = path)],
  ['mod', (words, reading) => void (reading.main = moduleOf(words))],
  ['dep', (words, { dependencies }) => void dependencies.push(moduleOf(words))],
  ['=>', (words, reading) => replaceLast(moduleOf(words), reading)],
  ['build', ([setting = ''], reading) => readSetting(setting, reading)],
]);

/** Reads the text about modules: a line each, its words separated by tabs. */
export function readModuleList(text: string): ModuleList {
  const lines = text.split('\n', limitOf('go-modules') + 1);
  const reading: Reading = { program: '', main: null, dependencies: [], settings: new Map() };
  for (const line of lines.slice(0, limitOf('go-modules'))) {
    const [kind = '', ...words] = line.split('\t');
    LINES.get(kind)?.(words, reading);
  }
  return { ...reading, isCut: lines.length > limitOf('go-modules') };
}

/** A release of Go: `go1.22`, `go1.22.3`, `go1.22rc1`; what a vendor adds behind it is cut off. */
const RELEASE = /^go(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(beta|rc)(\d{1,4}))?(?=$|[\s+-])/;

/** The version of the standard library, as advisories order it: `1.22.3`, `1.22.0-rc.1`. @returns null if the toolchain is no release. */
export function standardLibraryVersion(toolchain: string): string | null {
  const [, major, minor, patch = '0', stage, number] = RELEASE.exec(toolchain) ?? [];
  if (major === undefined) return null;
  const early = stage === undefined ? '' : `-${stage}.${number}`;
  return `${major}.${minor}.${patch}${early}`;
}
