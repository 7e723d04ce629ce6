import { isStandardModule, mayBeProvided, moduleNameOf, packageOfModule } from '../../ecosystems/index.js';
import { baseOf, parentOf, type FileTree } from '../../files/index.js';
import type { Finding, Package, Severity } from '../../model/index.js';
import type { DetectContext } from '../detector.js';
import type { Scanned } from '../../signatures/index.js';
import { hookFinding, seenAt } from './artifact-hook.js';
import { isPopular, ofPackage, pythonOwners, siteOf, type PythonOwners } from './python-owners.js';
import { judgeStartCode, type StartCode } from './start-code.js';
import { isStartFolder } from './start-folders.js';

/** Standard modules that nothing imports in a function, or that Python has loaded before it looks into any folder. */
const NOT_SHADOWED: ReadonlySet<string> = new Set([
  'builtins',
  'codecs',
  'io',
  'marshal',
  'os',
  'site',
  'sys',
  'test',
  'time',
]);

/** A module that Python loads in place of another one of its name. */
interface Shadow {
  /** The file, or the `__init__.py` of the folder. */
  readonly path: string;
  readonly name: string;
  readonly owner: Package | null;
  readonly of: 'standard' | 'sdk' | 'package';
}

const SHOWN_LETTERS = 200;

const MODULE = /\.(?:py|pyc|so)$/;

/** The module that a file right below a start folder is, or begins. */
function moduleAt(path: string, kind: DetectContext['kind']): string | null {
  const folder = parentOf(path);
  if (!MODULE.test(path)) return null;
  if (isStartFolder(folder, kind)) return moduleNameOf(path);
  const isPackage = /^__init__\.(?:py|pyc|so)$/.test(baseOf(path));
  return isPackage && isStartFolder(parentOf(folder), kind) ? baseOf(folder) : null;
}

function isStandard(name: string): boolean {
  return !name.startsWith('_') && isStandardModule(name) && !NOT_SHADOWED.has(name);
}

/** Packages that bring a module of later releases to earlier ones are named after it. */
function isBackport({ name }: Package, module: string): boolean {
  return name.toLowerCase().includes(module.toLowerCase());
}

/** Installed packages by the modules that they have in a folder of packages. */
function installedModules(packages: readonly Package[]): ReadonlyMap<string, string> {
  const sites = new Map<string, string>();
  for (const found of packages)
    for (const { path } of found.locations)
      if (parentOf(path) === siteOf(found)) sites.set(moduleNameOf(path), siteOf(found));
  return sites;
}

interface Known {
  readonly owners: PythonOwners;
  readonly installed: ReadonlyMap<string, string>;
}

function shadowAt(path: string, name: string, { owners, installed }: Known): Shadow | null {
  const owner = owners.ownerOf(path);
  if (isStandard(name)) {
    const isKnown = owner !== null && (isPopular(owner) || isBackport(owner, name));
    return isKnown ? null : { path, name, owner, of: 'standard' };
  }
  if (owner) return null;
  if (mayBeProvided(packageOfModule(name))) return { path, name, owner, of: 'sdk' };
  const site = installed.get(name);
  const around = baseOf(path).startsWith('__init__.') ? parentOf(parentOf(path)) : parentOf(path);
  return site !== undefined && site !== around ? { path, name, owner, of: 'package' } : null;
}

const WHY =
  'Everything that imports this name, packages and the SDK too, runs this code and hands it what it works on.';

/** Own code of a function may have such names by mistake; a layer brings them to every function that mounts it. */
function severityOf({ owner, of }: Shadow, kind: DetectContext['kind']): Severity {
  return owner !== null || of === 'package' || kind === 'layer' ? 'medium' : 'low';
}

/** Module that also decodes or fetches code and runs it; null where it does not stand out. */
function loaderIn({ path }: Shadow, bytes: Uint8Array): StartCode | null {
  const code = path.endsWith('.py') ? judgeStartCode(Buffer.from(bytes).toString('utf8')) : null;
  return code === null || code.severity === 'medium' ? null : code;
}

const WHAT: Readonly<Record<Shadow['of'], string>> = {
  standard: "Python's own module",
  sdk: "the runtime's own copy of",
  package: 'the installed package',
};

function findingOf(shadow: Shadow, loader: StartCode | null, kind: DetectContext['kind']): Finding {
  const { path, name, owner, of } = shadow;
  const evidence = loader
    ? { path, line: loader.line, detail: loader.text.slice(0, SHOWN_LETTERS) }
    : seenAt(path, `stands before ${WHAT[of]} ${name} in the search for modules`);
  return hookFinding({
    rule: 'python-shadow',
    title: `${path}${ofPackage(owner)} is loaded instead of ${WHAT[of]} ${name}${loader ? `: it ${loader.why}` : ''}`,
    severity: loader?.severity ?? severityOf(shadow, kind),
    isMalware: loader?.severity === 'critical',
    path,
    package: owner,
    evidence: [evidence],
    why: WHY,
    advice: 'Rename the module, or remove it unless it is meant to replace the other one.',
  });
}

/** One finding for all modules of the SDK that no package metadata describes. */
function findingOfCopies(copies: readonly Shadow[], kind: DetectContext['kind']): Finding[] {
  const [first] = copies;
  if (!first) return [];
  const names = copies.map(({ name }) => name).join(', ');
  return [
    hookFinding({
      rule: 'python-sdk-copy',
      title: `Modules of the AWS SDK without package metadata are loaded instead of the runtime's: ${names}`,
      severity: severityOf(first, kind),
      path: first.path,
      evidence: copies.map(({ path }) => seenAt(path, 'no RECORD vouches for it')),
      why: 'Whoever can change this copy sees every request that functions sign, with their credentials; AWS does not update it.',
      advice: 'Install the SDK with pip or uv and deploy its .dist-info folder, or remove the copy.',
    }),
  ];
}

function shadowsIn({ files }: FileTree, { inventory, kind }: DetectContext): Shadow[] {
  const known = { owners: pythonOwners(inventory), installed: installedModules(inventory.packages) };
  return [...files.keys()].flatMap((path) => {
    const name = moduleAt(path, kind);
    return (name === null ? null : shadowAt(path, name, known)) ?? [];
  });
}

/**
 * Modules of an artifact that Python finds before its own library, the runtime's SDK or an installed package. Copies of the SDK that
 * a package manager installed are left to `shadowedSdk`.
 */
export async function shadowedModules(context: DetectContext): Promise<Scanned> {
  const shadows = new Map(shadowsIn(context.tree, context).map((shadow) => [shadow.path, shadow]));
  const findings: Finding[] = [];
  const copies: Shadow[] = [];
  for await (const { path, bytes } of context.tree.readMany(shadows.keys())) {
    const shadow = shadows.get(path)!;
    // Others report files that cannot be read.
    const loader = loaderIn(shadow, bytes ?? new Uint8Array());
    if (shadow.of === 'sdk' && !loader) copies.push(shadow);
    else findings.push(findingOf(shadow, loader, context.kind));
  }
  copies.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { findings: [...findings, ...findingOfCopies(copies, context.kind)], problems: [] };
}
