import {
  fingerprintOf,
  groupBy,
  PLAIN_FINDING,
  type Finding,
  type ServerlessFunction,
} from '../../model/index.js';
import { pypi, rubygems } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import type { NativeFacts, NativeFile, WheelNeed } from './native-facts.js';

/** What a runtime has. */
export interface RuntimeSystem {
  readonly language: NativeFile['language'];
  /** `3.12` */
  readonly release: string;
  /** `x86_64` or `arm64`; null where the function's configuration does not say. */
  readonly architecture: string | null;
  /** `2.34` */
  readonly glibc: string;
}

/**
 * C library of Lambda's managed runtimes, by the first minor release of the language that has it.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html: Amazon Linux 2023 has glibc 2.34, Amazon Linux 2 has 2.26.
 */
const GLIBC: Readonly<Record<NativeFile['language'], readonly (readonly [minor: number, glibc: string])[]>> =
  {
    Python: [
      [12, '2.34'],
      [8, '2.26'],
      [0, '2.17'],
    ],
    Ruby: [
      [3, '2.34'],
      [0, '2.26'],
    ],
  };

/** The system that a managed runtime of Lambda for Python or Ruby is; null for other functions. */
export function runtimeSystem({ runtime, platform, architecture }: ServerlessFunction): RuntimeSystem | null {
  const [, name = '', minor] = /^(python|ruby)3\.(\d{1,2})$/.exec(runtime ?? '') ?? [];
  if (minor === undefined || (platform !== 'aws-lambda' && platform !== 'unknown')) return null;
  const language = name === 'python' ? 'Python' : 'Ruby';
  const [, glibc = ''] = GLIBC[language].find(([first]) => Number(minor) >= first) ?? [];
  return { language, release: `3.${minor}`, architecture, glibc };
}

interface Mismatch {
  readonly rule: 'native-python' | 'native-ruby' | 'native-architecture' | 'native-libc';
  readonly path: string;
  readonly detail: string;
}

const RELEASE_RULES = { Python: 'native-python', Ruby: 'native-ruby' } as const;

/** Whether one build of a module fits, or its path binds it to no release. */
function fitsRelease(builds: readonly NativeFile[], { release }: RuntimeSystem): boolean {
  return builds.some((file) => file.release === null || file.release === release);
}

function releaseMismatch(files: readonly NativeFile[], system: RuntimeSystem): Mismatch | null {
  for (const builds of groupBy(files, ({ module }) => [module]).values()) {
    const [first] = builds;
    if (!first || fitsRelease(builds, system)) continue;
    const { path, language, release } = first;
    return { rule: RELEASE_RULES[language], path, detail: `built for ${language} ${release}` };
  }
  return null;
}

function platformMismatch(files: readonly NativeFile[], { architecture }: RuntimeSystem): Mismatch | null {
  const isOther = ({ platform }: NativeFile): boolean =>
    platform === 'macOS' || platform === 'Windows' || (architecture !== null && platform !== architecture);
  // Some packages bring builds for all platforms.
  const [first] = files;
  if (!first || !files.every(isOther)) return null;
  return { rule: 'native-architecture', path: first.path, detail: `built for ${first.platform}` };
}

/** `2.28` as a number that orders. */
function orderOf(glibc: string): number {
  const [major = 0, minor = 0] = glibc.split('.').map(Number);
  return major * 1000 + minor;
}

function libcMismatch(
  files: readonly NativeFile[],
  wheel: WheelNeed | undefined,
  { glibc }: RuntimeSystem,
): Mismatch | null {
  const builds = groupBy(files, ({ module }) => [module]);
  const musl = files.find((file) => builds.get(file.module)!.every(({ libc }) => libc === 'musl'));
  if (musl) return { rule: 'native-libc', path: musl.path, detail: 'built for musl' };
  if (wheel?.isMusl && files.length > 0)
    return { rule: 'native-libc', path: wheel.path, detail: 'built for musl' };
  if (wheel?.glibc && orderOf(wheel.glibc) > orderOf(glibc))
    return { rule: 'native-libc', path: wheel.path, detail: `needs glibc ${wheel.glibc}` };
  return null;
}

const WHY =
  'Loading the package fails when the function starts, or falls back to slower code that was not tested.';

function systemText({ language, release, architecture, glibc }: RuntimeSystem): string {
  return `${language} ${release}${architecture === null ? '' : `, ${architecture}`}, glibc ${glibc}`;
}

/** How a package is installed for a runtime. */
function installText(name: string, { language, release, architecture }: RuntimeSystem): string {
  if (language === 'Ruby')
    return `Run bundle install in the image of the runtime (sam build --use-container does), for Ruby ${release}.`;
  const platform = architecture === 'arm64' ? 'manylinux2014_aarch64' : 'manylinux2014_x86_64';
  return `Install ${name} for the runtime: pip install --platform ${platform} --python-version ${release} --only-binary=:all:.`;
}

const ECOSYSTEMS = { Python: pypi, Ruby: rubygems };

function findingOf(owner: string, { rule, path, detail }: Mismatch, system: RuntimeSystem): Finding {
  const [name = owner] = owner.split(' ', 1);
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${owner}#${path}`,
    kind: 'runtime',
    rule,
    title: `${owner} is ${detail}, and the runtime has ${systemText(system)}`.replace('is needs', 'needs'),
    severity: 'medium',
    confidence: 'high',
    locations: [{ path }],
    evidence: [{ path, line: null, detail }],
    remediation: {
      action: 'review',
      version: null,
      major: false,
      direct: null,
      text: installText(name, system),
    },
    fingerprint: fingerprintOf({
      kind: 'runtime',
      rule,
      subject: `${ECOSYSTEMS[system.language].name}:${name}`,
    }),
    why: WHY,
  };
}

/** Folders of gems that the runtime does not look into. Beside one that it does, they are left of another installation. */
function folderMismatches({ gemFolders }: NativeFacts, system: RuntimeSystem): Finding[] {
  const siblings = groupBy(gemFolders, ({ path }) => [parentOf(path)]);
  return [...siblings.values()].flatMap((folders) => {
    const [first] = folders;
    if (!first || folders.some(({ release }) => release === system.release)) return [];
    const { path, release } = first;
    const detail = `for Ruby ${release}: its gems are not found`;
    return [findingOf(path, { rule: 'native-ruby', path, detail }, system)];
  });
}

/** Packages whose compiled parts do not run where the function runs, a finding each. */
export function runtimeMismatches(facts: NativeFacts, system: RuntimeSystem): Finding[] {
  const isPython = system.language === 'Python';
  const wheels = isPython ? facts.wheels : [];
  const files = facts.files.filter(({ language }) => language === system.language);
  const byOwner = groupBy(files, ({ owner }) => [owner]);
  const owners = new Set([...byOwner.keys(), ...wheels.map(({ owner }) => owner)]);
  const packages = [...owners].flatMap((owner) => {
    const own = byOwner.get(owner) ?? [];
    const wheel = wheels.find((each) => each.owner === owner);
    const mismatch =
      platformMismatch(own, system) ?? releaseMismatch(own, system) ?? libcMismatch(own, wheel, system);
    return mismatch ? [findingOf(owner, mismatch, system)] : [];
  });
  return isPython ? packages : [...folderMismatches(facts, system), ...packages];
}
