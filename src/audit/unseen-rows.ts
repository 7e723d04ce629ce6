import { bytes, type AdvisoryData, type Artifact, type FunctionReport, type Report } from '../model/index.js';
import { hasUnreadRole } from '../reporters/index.js';
import type { UnseenRow } from './record.js';

/** Names that a row shows. */
const EXAMPLES = 5;

function row(what: string, names: readonly string[]): UnseenRow[] {
  const distinct = [...new Set(names)].sort();
  if (distinct.length === 0) return [];
  return [{ what, count: distinct.length, examples: distinct.slice(0, EXAMPLES) }];
}

function namesWhere(functions: readonly FunctionReport[], isUnseen: (fn: FunctionReport) => boolean) {
  return functions.filter(isUnseen).map(({ name }) => name);
}

function ofFunctions(functions: readonly FunctionReport[]): UnseenRow[] {
  return [
    ...row(
      'Functions of which it was not decided who can start them: their triggers, or the callers of these, are not known',
      namesWhere(functions, ({ exposure }) => exposure === null || exposure.level === 'unknown'),
    ),
    ...row(
      'Functions whose needs of AWS were not analysed',
      namesWhere(functions, ({ permissions }) => permissions === null),
    ),
    ...row(
      'Functions whose code may need more of AWS than was found',
      namesWhere(functions, ({ permissions }) => permissions?.atLeast ?? false),
    ),
    ...row(
      'Functions whose role was not read, or not whole: it may allow more',
      namesWhere(functions, (fn) => fn.permissions !== null && isRoleUnread(fn)),
    ),
    ...row(
      'Functions for which a package may or may not be loaded: reachability was not decided',
      namesWhere(functions, ({ packages }) => packages.some(({ reachable }) => reachable === null)),
    ),
    ...row(
      'Packages that the platform provides: their versions are not known',
      functions.flatMap(({ runtimePackages }) => runtimePackages.map(({ name }) => name)),
    ),
  ];
}

/** Whether what the role of a function allows is not known as a whole. */
export function isRoleUnread(fn: FunctionReport): boolean {
  return (fn.permissions?.granted.length ?? 0) === 0 || hasUnreadRole(fn);
}

function ofArtifacts(artifacts: readonly Artifact[]): UnseenRow[] {
  const packages = artifacts.flatMap((artifact) => artifact.packages);
  return [
    ...row(
      'Packages whose version is not known',
      packages.filter(({ versionState }) => versionState === 'unknown').map(({ name }) => name),
    ),
    ...row(
      'Packages of which several versions are possible',
      packages.filter(({ versionState }) => versionState === 'set').map(({ name }) => name),
    ),
    ...row(
      'Packages that only a manifest or lockfile names: their code was not examined',
      packages.filter(({ presence }) => presence === 'declared').map(({ name }) => name),
    ),
    ...row(
      'Artifacts with code that no package explains',
      artifacts
        .filter(({ coverage }) => coverage.unattributed > 0)
        .map(({ path, coverage: { unattributed, codeBytes } }) => {
          return `${path} (${bytes(unattributed)} of ${bytes(codeBytes)})`;
        }),
    ),
  ];
}

/** What this tool never looks at, whatever its input is. */
const OUTSIDE_OF_METHOD: readonly string[] = [
  'What functions do while they run: logs, traffic and calls were not observed',
  'Servers, containers outside of functions, networks, databases and their contents',
  'Advisories about packages of Amazon Linux without its list of updates (`db update --updateinfo`), of Red Hat and of other distributions that publish none in OSV’s format: their images are incomplete',
  'Dependencies of code in languages other than JavaScript, Python, Ruby, PHP, Java, Go, Rust and .NET',
  'Flaws of the application’s own code other than flows of event data to dangerous calls',
  'Who approved a change, and whether people followed a procedure',
];

/** What a scan of files does not look at, and a sweep does. */
const OUTSIDE_OF_SCANS: readonly string[] = [
  'The account: files were examined, and nothing was compared with what is deployed. Settings and roles are those that templates state',
];

function ofData(advisories: readonly AdvisoryData[]): UnseenRow[] {
  return row(
    'Advisories of ecosystems of which only the starter was there, a part of all: flaws that it does not list were not found. `stowaway db update` downloads all',
    advisories.filter(({ starter }) => starter).map(({ ecosystem }) => ecosystem),
  );
}

/** What was not looked at or could not be decided, counted and named. */
export function unseenRows({ functions, artifacts, data }: Report, isScan: boolean): UnseenRow[] {
  const outside = [...(isScan ? OUTSIDE_OF_SCANS : []), ...OUTSIDE_OF_METHOD].map((what) => ({
    what: `${what}.`,
    count: 0,
    examples: [],
  }));
  return [...ofData(data.advisories), ...ofFunctions(functions), ...ofArtifacts(artifacts), ...outside];
}
