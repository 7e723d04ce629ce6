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

/** Reads the text about modules: a line each, its words separated by tabs. */
export function readModuleList(text: string): ModuleList {
  const lines = text.split('\n', limitOf('go-modules') + 1);
  const settings = new Map<string, string>();
  const modules: LinkedModule[] = [];
  let program = '';
  let main: number | null = null;
  for (const line of lines.slice(0, limitOf('go-modules'))) {
    const [kind, ...words] = line.split('\t');
    const last = modules.at(-1);
    if (kind === 'path') program = words[0] ?? '';
    else if (kind === 'mod') main = modules.push(moduleOf(words)) - 1;
    else if (kind === 'dep') modules.push(moduleOf(words));
    else if (kind === '=>' && last) modules[modules.length - 1] = { ...last, replacement: moduleOf(words) };
    else if (kind === 'build') {
      const [setting = ''] = words;
      const cut = setting.indexOf('=');
      if (cut > 0) settings.set(setting.slice(0, cut), setting.slice(cut + 1));
    }
  }
  return {
    program,
    main: main === null ? null : (modules[main] ?? null),
    dependencies: modules.filter((_, index) => index !== main),
    settings,
    isCut: lines.length > limitOf('go-modules'),
  };
}

/** A release of Go: `go1.22`, `go1.22.3`, `go1.22rc1`; what a vendor adds behind it is cut off. */
const RELEASE = /^go(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(beta|rc)(\d{1,4}))?(?=$|[\s+-])/;

/** The version of the standard library, as advisories order it: `1.22.3`, `1.22.0-rc.1`; null for what is no release. */
export function standardLibraryVersion(toolchain: string): string | null {
  const [, major, minor, patch = '0', stage, number] = RELEASE.exec(toolchain) ?? [];
  if (major === undefined) return null;
  const early = stage === undefined ? '' : `-${stage}.${number}`;
  return `${major}.${minor}.${patch}${early}`;
}
