import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { npmManagerOf } from '../../ecosystems/index.js';
import { loadEditing, type EditedManifest, type RaisedDependents } from '../../remediation/index.js';
import { ScanError, type Report } from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import { escapeTerminal, listed } from '../../reporters/index.js';
import { factsOf, readManifest } from './fix-workspace.js';
import { writeOut } from '../console.js';
import { addAnswerScanOptions, scanForAnswer, type AnswerScanFlags } from '../scan-for-answer.js';

const MAX_NAMES = 5;

interface FixFlags extends AnswerScanFlags {
  readonly manifest?: string;
  readonly write?: boolean;
  readonly dryRun?: boolean;
  readonly major?: boolean;
  readonly offline?: boolean;
}

function manifestPath(target: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const [inside, here] = [join(target, 'package.json'), 'package.json'];
  if (isFolder && existsSync(inside)) return inside;
  if (existsSync(here)) return here;
  throw new ScanError(
    'not-found',
    'There is no package.json to change in the target or the current folder.',
    {
      hint: 'Name the manifest of the functions with --manifest FILE.',
    },
  );
}

/** The changes. Before a version is forced, the registry is queried for a newer version of the direct dependency. */
async function changesFor(report: Report, text: string, flags: FixFlags): Promise<RaisedDependents> {
  const { requires, raiseDependents, wantedChanges } = await loadEditing();
  const wanted = wantedChanges(report);
  if (flags.offline || wanted.every(({ directDependents }) => directDependents.size === 0))
    return { wanted, allowed: [] };
  const { queryRegistry: askRegistry } = await import('./fix-registry.js');
  const registry = await askRegistry(flags.cache === false ? null : flags.cache);
  try {
    return await raiseDependents(wanted, {
      published: registry.published,
      isDeclared: (name) => requires(text, name),
      allowMajor: flags.major ?? false,
    });
  } finally {
    await registry.close();
    for (const [name, why] of registry.unanswered) {
      process.stderr.write(escapeTerminal(`Newer versions of ${name} are unknown: ${why}.`) + '\n');
    }
  }
}

/** Copies without a dependent, with open findings: no manifest clears them. */
function leftoverWords(artifacts: Report['artifacts']): string {
  const names = artifacts.flatMap(({ packages, findings }) => {
    const found = new Set(findings.filter(({ status }) => status === 'open').map((one) => one.package));
    return packages.filter(({ id, extraneous }) => extraneous && found.has(id)).map(({ name }) => name);
  });
  if (names.length === 0) return '';
  return `Nothing depends on ${escapeTerminal(listed([...new Set(names)], MAX_NAMES))}; a fresh install (npm ci) removes what is left over.\n`;
}

/** @param install the command to run once it is written; null while it is not. */
function lastWords(
  { summary: { complete, reasons }, artifacts }: Report,
  edits: number,
  install: string | null,
): string {
  const unseen = complete
    ? ''
    : `The scan is incomplete, so more changes may be needed: ${escapeTerminal(reasons[0] ?? '')}\n`;
  const gap = unseen + leftoverWords(artifacts);
  if (edits === 0) return `${gap}Nothing to change here.\n`;
  return install !== null
    ? `${gap}Written. Run \`${install}\`, test, build and scan again.\n`
    : `${gap}Nothing is written yet. Run again with --write, then install, test and build.\n`;
}

function codeOf({ functions, artifacts, summary }: Report): number {
  if (functions.length + artifacts.length === 0) return EXIT.nothing;
  return summary.complete ? EXIT.clean : EXIT.incomplete;
}

/** Files in which nothing changes are not touched. */
function writeEdited(path: string, { text, overrides, edits }: EditedManifest): void {
  if (edits.some(({ file }) => file === null)) writeFileSync(path, text);
  if (overrides && edits.some(({ file }) => file !== null)) writeFileSync(overrides.name, overrides.text);
}

async function runFix(target: string, flags: FixFlags): Promise<void> {
  if (flags.write && flags.dryRun) {
    throw new ScanError('usage', '--write and --dry-run cannot be used together.', {
      hint: 'Leave one of them out.',
    });
  }
  const path = manifestPath(target, flags.manifest);
  const { text } = readManifest(path);
  const facts = await factsOf(path, flags.major ?? false);
  const report = await scanForAnswer([target], flags);
  const { editManifest, renderFix } = await loadEditing();
  const edited = editManifest(text, await changesFor(report, text, flags), facts);
  if (flags.write) writeEdited(path, edited);
  const before = { name: path, text, overrides: facts.overrides };
  await writeOut(renderFix(before, edited, !flags.write));
  const install = flags.write ? npmManagerOf(facts.manager).install : null;
  process.stderr.write(lastWords(report, edited.edits.length, install));
  process.exitCode = codeOf(report);
}

const EXAMPLES = `
Ranges keep their operator. The version of an indirect dependency is forced by overrides (npm, Bun), resolutions (Yarn), pnpm.overrides or, from pnpm 11 on (10 where
it has some), pnpm-workspace.yaml. In a workspace, the root's manifest forces it.
Aliases, git addresses, files and workspace roots stay as they are. Before a version is forced, npm's configured registry is queried:
a newer version of the direct dependency may be enough (not with --offline).

Exit codes: 0 done, or nothing to change · 2 usage error · 3 nothing to scan · 4 the scan is incomplete, more changes may be needed

Examples:
  $ stowaway fix
  $ stowaway fix .serverless/ --manifest services/pay/package.json --write`;

/** `stowaway fix [TARGET]`. */
export function fixCommand(): Command {
  const fix = new Command('fix')
    .description('change package.json so that the findings of its functions are cleared')
    .argument('[target]', 'project, or its build output', '.')
    .option(
      '--manifest <file>',
      "the package.json to change (default: the target's, or that of the current folder)",
    )
    .option('--dry-run', 'show the changes as a diff, write nothing (default)')
    .option('--write', 'write the changes')
    .option('--major', 'allow other major versions, and other minor versions of 0.x')
    .option('--offline', 'use no network');
  return addAnswerScanOptions(fix).addHelpText('after', EXAMPLES).action(runFix);
}
