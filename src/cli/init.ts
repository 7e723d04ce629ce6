import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { FRAMEWORKS, startingFiles, type Project } from '../init/index.js';
import { makeFolder } from '../locks/index.js';
import { ScanError } from '../model/index.js';
import { escapeTerminal } from '../reporters/index.js';

interface InitFlags {
  readonly framework?: string;
  readonly force?: boolean;
  readonly workflow: boolean;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new ScanError('not-found', `${folder} is not a readable folder.`, {
      hint: 'Name the folder of a project.',
      cause,
    });
  }
}

/** GitHub looks for workflows at a repository's root only. */
function isBelowRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return false;
  const above = dirname(folder);
  return above !== folder && (existsSync(join(above, '.git')) || isBelowRepository(above));
}

/** @throws ScanError before anything is written, when something would be overwritten. */
function refuseToOverwrite(folder: string, paths: Iterable<string>): void {
  const there = [...paths].filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return;
  throw new ScanError('usage', `${there.join(' and ')} already ${there.length === 1 ? 'exists' : 'exist'}.`, {
    hint: 'Nothing was written. Use --force to overwrite.',
  });
}

function write(path: string, text: string): void {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  } catch (cause) {
    throw new ScanError('usage', `${path} could not be written.`, {
      hint: 'Name a folder that you may write to.',
      cause,
    });
  }
}

function runInit(target: string, flags: InitFlags): void {
  const folder = resolve(target);
  const project: Project = {
    names: new Set(namesIn(folder)),
    readText: (path) => textOf(join(folder, path)),
  };
  const isBelow = flags.workflow && isBelowRepository(folder);
  const workflow =
    flags.workflow && !isBelow ? textOf(join(import.meta.dirname, '../../examples/pull-request.yml')) : null;
  const { framework, files, next } = startingFiles(project, { framework: flags.framework ?? null, workflow });
  if (!flags.force) refuseToOverwrite(folder, files.keys());
  process.stdout.write(`Set up for ${framework.title}; --framework names another.\n`);
  for (const [path, text] of files) {
    write(join(folder, path), text);
    process.stdout.write(`  wrote ${escapeTerminal(join(target, path))}\n`);
  }
  if (isBelow) process.stdout.write('  no workflow: GitHub reads those at the root of the repository only\n');
  if (next.length > 0) process.stdout.write(`\nNext:\n${next.map((step) => `  - ${step}\n`).join('')}`);
}

const EXAMPLES = `
Examples:
  $ stowaway init
  $ stowaway init services/pay --framework sam --no-workflow`;

/** `stowaway init [FOLDER]`. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a configuration, and a workflow for the framework of the project')
    .argument('[folder]', 'folder of the project', '.')
    .addOption(
      new Option('--framework <id>', 'framework to assume, instead of the detected one').choices(
        FRAMEWORKS.map(({ id }) => id),
      ),
    )
    .option('--no-workflow', 'write no workflow for GitHub Actions')
    .option('--force', 'overwrite existing files')
    .addHelpText('after', EXAMPLES)
    .action(runInit);
}
