import type { SourceFile } from '../support/source-imports.js';
import { CLOCK_RULE } from './clock-rule.js';
import { folderOf } from './import-rules.js';
import { IMPORT_TABLE } from './import-table.js';

/** A thing that only some files may use, and the reason. Paths: a file, or everything below a folder. */
interface ReachRule {
  readonly what: string;
  readonly modules: readonly string[];
  /** Global names; after a dot a name is a property and does not count. */
  readonly globals: readonly string[];
  readonly allowed: readonly { readonly path: string; readonly reason: string }[];
}

const REACH_RULES: readonly ReachRule[] = [
  {
    what: 'makes folders: `recursive` of Node never ends below /proc',
    modules: [],
    globals: ['mkdir', 'mkdirSync'],
    allowed: [
      { path: 'src/locks/make-folder.ts', reason: 'ends wherever the folder is' },
      { path: 'src/aws/code/fetch-code.ts', reason: 'makes two folders in a new one, not `recursive`' },
    ],
  },
  {
    what: 'runs other code',
    modules: ['child_process', 'cluster', 'inspector', 'repl', 'vm', 'wasi'],
    globals: ['eval', 'Function', 'require', 'createRequire'],
    allowed: [
      {
        path: 'src/workers/manager-tree.ts',
        reason:
          '`fix`: the package manager on PATH writes a lockfile of a copied manifest, without scripts and hooks',
      },
    ],
  },
  {
    what: 'could load other code',
    modules: ['module'],
    globals: [],
    allowed: [
      {
        path: 'src/cli/keep-compiled-code.ts',
        reason: 'takes `enableCompileCache`: Node keeps the compiled code of stowaway',
      },
    ],
  },
  {
    what: 'starts threads',
    modules: ['worker_threads', 'tinypool'],
    globals: ['Worker'],
    allowed: [{ path: 'src/workers', reason: 'one artifact is analysed in a thread that can be ended' }],
  },
  {
    what: 'uses the network',
    modules: [
      'dgram',
      'dns',
      'dns/promises',
      'http',
      'http2',
      'https',
      'net',
      'tls',
      'undici',
      'pacote',
      'npm-registry-fetch',
    ],
    globals: ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'],
    allowed: [
      {
        path: 'src/network',
        reason:
          "`db update` downloads advisory data; `sweep` calls AWS, downloads code, posts to a webhook of the user; `action` asks GitHub's API",
      },
      {
        path: 'src/published/open-registry.ts',
        reason: "`--verify` asks npm's registries for what they published",
      },
      {
        path: 'src/sweep/collect/worker-metrics.ts',
        reason: '`sweep worker --metrics-port` answers, on loopback unless told otherwise',
      },
    ],
  },
  {
    what: 'talks to AWS',
    modules: [
      'account',
      'ecr',
      'iam',
      'lambda',
      'organizations',
      'resource-groups-tagging-api',
      'securityhub',
      'sns',
      'sts',
    ].map((name) => `@aws-sdk/client-${name}`),
    globals: [],
    allowed: [{ path: 'src/aws', reason: '`sweep` lists what an account has deployed' }],
  },
  {
    what: 'keeps a database',
    modules: ['@electric-sql/pglite', 'pg', 'pg-boss'],
    globals: [],
    allowed: [{ path: 'src/store', reason: '`sweep` remembers what it saw' }],
  },
  {
    what: 'prints',
    modules: ['console', 'readline', 'tty'],
    globals: ['console', 'process.stdout', 'process.stderr'],
    allowed: [{ path: 'src/cli', reason: 'the only part that talks to the user' }],
  },
  {
    what: 'reads argv',
    modules: ['commander'],
    globals: [],
    allowed: [{ path: 'src/cli', reason: 'the only part that talks to the user' }],
  },
  CLOCK_RULE,
  {
    what: 'uses host files',
    modules: ['fs', 'fs/promises'],
    globals: [],
    allowed: IMPORT_TABLE.flatMap(({ hostFiles }) =>
      hostFiles.map((path) => ({ path: `src/${path}`, reason: 'see the import table' })),
    ),
  },
];

// A pure folder gives the same answer for the same input, on every machine and at any time.
const PURE = new Set([
  'model',
  'files',
  'versions',
  'environment-hooks',
  'templates',
  'unpackers',
  'syntax',
  'program',
  'executables',
  'release-files',
  'signatures',
  'extractors',
  'ecosystems',
  'lockfiles',
  'evidence',
  'recognition',
  'inventory',
  'detectors',
  'analysis',
  'functions',
  'remediation',
  'init',
  'policy',
  'reporters',
]);
const IMPURE_GLOBALS = [
  'Date.now',
  'Math.random',
  'performance',
  'process.env',
  'process.cwd',
  'process.argv',
];

function isAllowed(path: string, allowed: ReachRule['allowed']): boolean {
  return allowed.some((entry) => path === entry.path || path.startsWith(`${entry.path}/`));
}

/** Whether a file uses a global, or a member of one (`process.stdout`), as a value. */
function usesGlobal({ tokens }: SourceFile, name: string): boolean {
  const words = name
    .split('.')
    .flatMap((word) => ['.', word])
    .slice(1);
  return tokens.some(
    ({ kind }, at) =>
      kind === 'word' &&
      words.every((word, offset) => tokens[at + offset]?.text === word) &&
      tokens[at - 1]?.text !== '.' &&
      // A property of that name in an object, a class or an interface: `fetch: …`, `fetch?: …`
      ![':', '?'].includes(tokens[at + words.length]?.text ?? ''),
  );
}

function breaches(file: SourceFile, { what, modules, globals, allowed }: ReachRule): string[] {
  if (isAllowed(file.path, allowed)) return [];
  const imported = file.imports
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ specifier }) => specifier ?? '')
    .filter((specifier) => modules.includes(specifier.replace(/^node:/, '')));
  const used = globals.filter((name) => usesGlobal(file, name));
  return [...imported, ...used].map((name) => `${file.path} ${what} (${name})`);
}

function readsClock({ tokens }: SourceFile): boolean {
  return tokens.some(({ text }, at) => {
    const isDate = text === 'new' && tokens[at + 1]?.text === 'Date';
    return isDate && (tokens[at + 2]?.text !== '(' || tokens[at + 3]?.text === ')');
  });
}

function impurities(file: SourceFile): string[] {
  if (!PURE.has(folderOf(file.path))) return [];
  const used = IMPURE_GLOBALS.filter((name) => usesGlobal(file, name));
  if (readsClock(file)) used.push('new Date()');
  return used.map((name) => `${file.path} is of a pure folder and uses ${name}`);
}

function computedImports({ path, imports }: SourceFile): string[] {
  return imports.some(({ specifier }) => specifier === null)
    ? [`${path} imports what is no literal: only our own modules may be loaded`]
    : [];
}

/** Forbidden things that a file uses. */
export function reachViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...REACH_RULES.flatMap((rule) => breaches(file, rule)),
    ...impurities(file),
    ...computedImports(file),
  ]);
}

/** Entries of the allow-lists that match no file any more. */
export function unusedAllowances(files: readonly SourceFile[]): string[] {
  return REACH_RULES.flatMap((rule) =>
    rule.allowed
      .filter(
        ({ path }) =>
          !files.some(
            (file) =>
              isAllowed(file.path, [{ path, reason: '' }]) &&
              breaches(file, { ...rule, allowed: [] }).length > 0,
          ),
      )
      .map(({ path }) => `${path} is allowed what it does not do: ${rule.what}`),
  );
}
