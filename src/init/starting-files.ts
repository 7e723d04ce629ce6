import { FRAMEWORKS, type Framework, type Project } from './frameworks.js';

/** Initial files of a project, by path relative to its folder. */
export interface StartingFiles {
  readonly framework: Framework;
  readonly files: ReadonlyMap<string, string>;
  /** Steps that the user has to do, each a sentence. */
  readonly next: readonly string[];
}

export interface StartingOptions {
  /** Id of the framework to set up; null: the recognised one. */
  readonly framework: string | null;
  /** Workflow template of this package, adapted to the project; null: no workflow is written. */
  readonly workflow: string | null;
}

const CONFIG = `# yaml-language-server: $schema=./node_modules/stowaway/schema/config-v1.schema.json
# What fails and what is accepted. The schema lists every key; docs/policy.md of stowaway explains them.
failOn:
  severity: high # critical, high, medium, low or none
  kev: true # known exploited vulnerabilities fail whatever their severity
# ignore:
#   - id: CVE-2021-23337 # every key given has to match: id or alias, package, path, function
#     package: pkg:npm/lodash
#     reason: template() is never called. # required
#     expires: 2030-12-31 # the last day; it counts again the day after
`;

/** Commands that install from the lockfile, scripts off. */
const INSTALLS: readonly (readonly [lockfile: string, command: string])[] = [
  ['pnpm-lock.yaml', 'npx pnpm install --frozen-lockfile --ignore-scripts'],
  // Variables of Yarn 1 and of its successors.
  [
    'yarn.lock',
    'npm_config_ignore_scripts=true YARN_ENABLE_SCRIPTS=false npx yarn install --frozen-lockfile',
  ],
  ['bun.lock', 'npx bun install --frozen-lockfile --ignore-scripts'],
  ['bun.lockb', 'npx bun install --frozen-lockfile --ignore-scripts'],
  ['package-lock.json', 'npm ci --ignore-scripts'],
  ['npm-shrinkwrap.json', 'npm ci --ignore-scripts'],
  ['package.json', 'npm install --ignore-scripts'],
];

/** The default branch, as the clone knows it. */
function mainBranch(project: Project): string {
  const [, branch] =
    /^ref: refs\/remotes\/origin\/([\w./-]+)\s*$/.exec(
      project.readText('.git/refs/remotes/origin/HEAD') ?? '',
    ) ?? [];
  return branch ?? 'main';
}

function commandsFor({ names }: Project, { build }: Framework): string[] {
  const [install] = INSTALLS.filter(([lockfile]) => names.has(lockfile)).map(([, command]) => command);
  const isNode = names.has('package.json');
  return [
    ...(install === undefined ? [] : [install]),
    ...build.filter((command) => isNode || !command.startsWith('npm run')),
  ];
}

/** The template with the project's own build instead of the example's. */
function fitted(workflow: string, project: Project, framework: Framework): string {
  const steps = commandsFor(project, framework).map((command) => `      - run: ${command}\n`);
  return workflow
    .replace(/(?: {6}- run: .*\n)+/, () => steps.join(''))
    .replace(/^( {10}path: )\.serverless$/m, (_, before: string) => before + framework.target)
    .replace(/^( {4}branches: )\[main\]$/m, (_, before: string) => `${before}[${mainBranch(project)}]`);
}

/** A configuration, and a workflow for the framework. */
export function startingFiles(project: Project, { framework: id, workflow }: StartingOptions): StartingFiles {
  const framework = FRAMEWORKS.find((one) => (id === null ? one.recognises(project) : one.id === id));
  if (!framework) throw new Error(`no framework ${id}`);
  const files = new Map([['stowaway.config.yaml', CONFIG]]);
  if (workflow === null) return { framework, files, next: [] };
  files.set('.github/workflows/stowaway.yml', fitted(workflow, project, framework));
  return {
    framework,
    files,
    next: [
      'In the workflow, replace OWNER/stowaway@COMMIT by the repository and commit of the action that you reviewed.',
      `Check its build steps (${commandsFor(project, framework).length === 0 ? 'none' : 'guessed'}) and what it scans: ${framework.target === '.' ? 'this folder' : framework.target}.`,
    ],
  };
}
