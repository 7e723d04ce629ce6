import {
  fingerprintOf,
  groupBy,
  PLAIN_FINDING,
  type Finding,
  type ServerlessFunction,
} from '../../model/index.js';
import type { NativeFacts, NativeFile, WheelNeed } from './native-facts.js';

/** What a runtime has. */
export interface RuntimeSystem {
  /** `3.12` */
  readonly python: string;
  /** `x86_64` or `arm64`; null where the function's configuration does not say. */
  readonly architecture: string | null;
  /** `2.34` */
  readonly glibc: string;
}

/**
 * C library of Lambda's managed Python runtimes, by the first release that has it.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html: Amazon Linux 2023 has glibc 2.34, Amazon Linux 2 has 2.26.
 */
const GLIBC: readonly (readonly [minor: number, glibc: string])[] = [
  [12, '2.34'],
  [8, '2.26'],
  [0, '2.17'],
];

/** The system that a managed Python runtime of Lambda is; null for other functions. */
export function runtimeSystem({ runtime, platform, architecture }: ServerlessFunction): RuntimeSystem | null {
  const [, minor] = /^python3\.(\d{1,2})$/.exec(runtime ?? '') ?? [];
  if (minor === undefined || (platform !== 'aws-lambda' && platform !== 'unknown')) return null;
  const [, glibc = ''] = GLIBC.find(([first]) => Number(minor) >= first) ?? [];
  return { python: `3.${minor}`, architecture, glibc };
}

interface Mismatch {
  readonly rule: 'native-python' | 'native-architecture' | 'native-libc';
  readonly path: string;
  readonly detail: string;
}

/** Whether one build of a module fits, or its name binds it to no release. */
function fitsPython(builds: readonly NativeFile[], { python }: RuntimeSystem): boolean {
  return builds.some((file) => file.python === null || file.python === python);
}

function pythonMismatch(files: readonly NativeFile[], system: RuntimeSystem): Mismatch | null {
  for (const builds of groupBy(files, ({ module }) => [module]).values()) {
    const [first] = builds;
    if (!first || fitsPython(builds, system)) continue;
    return { rule: 'native-python', path: first.path, detail: `built for Python ${first.python}` };
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
  'The import of the package fails when the function starts, or falls back to slower code that was not tested.';

function systemText({ python, architecture, glibc }: RuntimeSystem): string {
  return `Python ${python}${architecture === null ? '' : `, ${architecture}`}, glibc ${glibc}`;
}

function findingOf(owner: string, { rule, path, detail }: Mismatch, system: RuntimeSystem): Finding {
  const [name = owner] = owner.split(' ', 1);
  const platform = system.architecture === 'arm64' ? 'manylinux2014_aarch64' : 'manylinux2014_x86_64';
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
      text: `Install ${name} for the runtime: pip install --platform ${platform} --python-version ${system.python} --only-binary=:all:.`,
    },
    fingerprint: fingerprintOf({ kind: 'runtime', rule, subject: `PyPI:${name}` }),
    why: WHY,
  };
}

/** Packages whose compiled parts do not run where the function runs, a finding each. */
export function runtimeMismatches({ files, wheels }: NativeFacts, system: RuntimeSystem): Finding[] {
  const byOwner = groupBy(files, ({ owner }) => [owner]);
  const owners = new Set([...byOwner.keys(), ...wheels.map(({ owner }) => owner)]);
  return [...owners].flatMap((owner) => {
    const own = byOwner.get(owner) ?? [];
    const wheel = wheels.find((each) => each.owner === owner);
    const mismatch =
      platformMismatch(own, system) ?? pythonMismatch(own, system) ?? libcMismatch(own, wheel, system);
    return mismatch ? [findingOf(owner, mismatch, system)] : [];
  });
}
