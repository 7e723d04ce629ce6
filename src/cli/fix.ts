import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import {
  asksFor,
  editManifest,
  raiseBearers,
  renderFix,
  wantedChanges,
  type ManifestFacts,
  type RaisedBearers,
} from '../fix/index.js';
import { ScanError, type Report } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import { escapeTerminal } from '../reporters/index.js';
import { abortOnInterrupt } from './interrupt.js';
import { writeOut } from './console.js';
import { startProgress } from './progress.js';
import { scanRules } from './scan-rules.js';
import { cacheFolder, databaseFolder } from './user-folders.js';

interface FixFlags {
  readonly manifest?: string;
  readonly write?: boolean;
  readonly dryRun?: boolean;
  readonly major?: boolean;
  readonly offline?: boolean;
  readonly config?: string | false;
  readonly db: string;
  readonly cache: string | false;
  readonly progress: boolean;
}

/** By the lockfile that lies beside a manifest or above it. */
const LOCKFILES: readonly (readonly [file: string, manager: string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
];

function manifestPath(target: string, asked: string | undefined): string {
  if (asked !== undefined) return asked;
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const [inside, here] = [join(target, 'package.json'), 'package.json'];
  if (isFolder && existsSync(inside)) return inside;
  if (existsSync(here)) return here;
  throw new ScanError(
    'not-found',
    'There is no package.json to change in the target or the current folder.',
    {
      hint: 'Name the manifest that the functions are built from with --manifest FILE.',
    },
  );
}

function refused(path: string, why: string, cause?: unknown): ScanError {
  return new ScanError('config', `${path} is not changed: ${why}.`, {
    hint: 'Name a package.json with --manifest FILE.',
    cause,
  });
}

/** The text of a manifest with its byte order mark, and its fields. */
function readManifest(path: string): { text: string; fields: Readonly<Record<string, unknown>> } {
  try {
    const text = new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const fields: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { text, fields: { ...fields } };
  } catch (cause) {
    throw refused(path, cause instanceof SyntaxError ? 'it is no JSON' : 'it cannot be read as text', cause);
  }
  throw refused(path, 'it is no manifest');
}

function isWorkspaceRoot(folder: string): boolean {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return true;
  const path = join(folder, 'package.json');
  return existsSync(path) && Object.hasOwn(readManifest(path).fields, 'workspaces');
}

/** The folder and those above it, up to the repository's root. */
function foldersFrom(start: string): string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return folders;
  }
}

function factsOf(path: string, allowMajor: boolean): ManifestFacts {
  const [own = '.', ...above] = foldersFrom(dirname(resolve(path)));
  if (isWorkspaceRoot(own)) {
    throw refused(path, 'it is the root of a workspace, whose members each have a manifest of their own');
  }
  const root = above.find(isWorkspaceRoot);
  const lockedIn = [own, ...(root === undefined ? [] : [root])];
  const [locked] = lockedIn.flatMap((folder) =>
    LOCKFILES.filter(([file]) => existsSync(join(folder, file))).map(([file, manager]) => ({
      path: join(folder, file),
      manager,
    })),
  );
  return {
    manager: locked?.manager ?? null,
    lockfile: locked ? readFileSync(locked.path, 'utf8') : null,
    isMember: root !== undefined,
    allowMajor,
  };
}

async function scanFor(target: string, flags: FixFlags): Promise<Report> {
  const { config } = flags;
  const rules = await scanRules({ vex: [], sbom: [], ...(config === undefined ? {} : { config }) });
  const controller = new AbortController();
  abortOnInterrupt(controller);
  const progress = startProgress(process.stderr, flags.progress);
  const { scan } = await import('../scan.js');
  try {
    return await scan({
      targets: [target],
      ...rules,
      db: flags.db,
      cache: flags.cache === false ? null : flags.cache,
      jobs: availableParallelism(),
      signal: controller.signal,
      onProgress: (now) => progress.update(now),
    }).report;
  } finally {
    progress.stop();
  }
}

/** What to change. Before something is forced, the registry is asked whether a newer version of what brings it will do. */
async function changesFor(report: Report, text: string, flags: FixFlags): Promise<RaisedBearers> {
  const wanted = wantedChanges(report);
  if (flags.offline || wanted.every(({ bearers }) => bearers.size === 0)) return { wanted, allowed: [] };
  const { askRegistry } = await import('./fix-registry.js');
  const registry = await askRegistry(flags.cache === false ? null : flags.cache);
  try {
    return await raiseBearers(wanted, {
      published: registry.published,
      isAsked: (name) => asksFor(text, name),
      allowMajor: flags.major ?? false,
    });
  } finally {
    await registry.close();
    for (const [name, why] of registry.unanswered) {
      process.stderr.write(escapeTerminal(`Nothing is known of newer versions of ${name}: ${why}.`) + '\n');
    }
  }
}

/** @param install the command to run once it is written; null while it is not. */
function lastWords(
  { summary: { complete, reasons } }: Report,
  edits: number,
  install: string | null,
): string {
  const gap = complete
    ? ''
    : `Not everything was seen, more may need a change: ${escapeTerminal(reasons[0] ?? '')}\n`;
  if (edits === 0) return `${gap}Nothing to change here.\n`;
  return install !== null
    ? `${gap}Written. Run \`${install}\`, test, build and scan again.\n`
    : `${gap}Nothing is written yet: --write does it, then install, test and build.\n`;
}

function codeOf({ functions, artifacts, summary }: Report): number {
  if (functions.length + artifacts.length === 0) return EXIT.nothing;
  return summary.complete ? EXIT.clean : EXIT.incomplete;
}

async function runFix(target: string, flags: FixFlags): Promise<void> {
  if (flags.write && flags.dryRun) {
    throw new ScanError('usage', '--write and --dry-run exclude each other.', {
      hint: 'Leave one of them out.',
    });
  }
  const path = manifestPath(target, flags.manifest);
  const { text } = readManifest(path);
  const facts = factsOf(path, flags.major ?? false);
  const report = await scanFor(target, flags);
  const edited = editManifest(text, await changesFor(report, text, flags), facts);
  if (flags.write && edited.edits.length > 0) writeFileSync(path, edited.text);
  await writeOut(renderFix(text, edited, { name: path, withDiff: !flags.write }));
  const install = flags.write ? `${facts.manager ?? 'npm'} install` : null;
  process.stderr.write(lastWords(report, edited.edits.length, install));
  process.exitCode = codeOf(report);
}

const EXAMPLES = `
Ranges keep their operator; what other packages bring is forced by overrides (npm, Bun), pnpm.overrides or resolutions (Yarn).
Aliases, git addresses, files and workspace roots are left alone. Before a version is forced, the registry that npm is configured for is asked
whether a newer version of the dependency that brings it will do (not with --offline).

Exit codes: 0 done, or nothing to change · 2 usage · 3 nothing to scan · 4 not everything was seen, more may need a change

Examples:
  $ stowaway fix
  $ stowaway fix .serverless/ --manifest services/pay/package.json --write`;

/** `stowaway fix [TARGET]`. */
export function fixCommand(): Command {
  return new Command('fix')
    .description('change package.json so that what was found in its functions is cleared')
    .argument('[target]', 'a project or what was built from it', '.')
    .option(
      '--manifest <file>',
      "the package.json to change (default: the target's, or that of the current folder)",
    )
    .option('--dry-run', 'show the changes as a diff, write nothing (default)')
    .option('--write', 'write the changes')
    .option('--major', 'also make steps to another major, or another minor of 0.x')
    .option('--offline', 'ask no registry')
    .option('--config <file>', 'configuration to use (default: stowaway.config.{yaml,json}, found upwards)')
    .option('--no-config', 'use no configuration')
    .option('--db <dir>', 'folder of the advisory database', databaseFolder())
    .option('--cache <dir>', 'folder of stored results', cacheFolder())
    .option('--no-cache', 'neither read nor store results')
    .option('--no-progress', 'no progress on stderr')
    .addHelpText('after', EXAMPLES)
    .action(runFix);
}
