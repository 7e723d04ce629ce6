import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { npmManagerOf } from '../../ecosystems/index.js';
import { loadEditing, loadProving, type FixPlan, type ProofTools } from '../../remediation/index.js';
import { ScanError, type Report } from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import { escapeTerminal, listed, wrapped } from '../../reporters/index.js';
import { factsOf, readManifest, type ProjectFacts } from './fix-workspace.js';
import { memberManifests } from './npm-project.js';
import { asJson } from '../answer-output.js';
import { presentationOf, writeOut } from '../console.js';
import { addAnswerScanOptions, scanForAnswer, type AnswerScanFlags } from '../scan-for-answer.js';

const MAX_NAMES = 5;

interface FixFlags extends AnswerScanFlags {
  readonly manifest?: string;
  readonly write?: boolean;
  readonly dryRun?: boolean;
  readonly major?: boolean;
  readonly offline?: boolean;
  readonly format: 'text' | 'json';
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
      hint: 'Name the manifest of the functions with --manifest FILE. For packages of other languages than JavaScript, `stowaway scan` prints the commands to run.',
    },
  );
}

/** Plans the changes. Before a version is forced, the registry is queried for a newer version of the direct dependency. */
async function openPlanner(
  report: Report,
  text: string,
  flags: FixFlags,
): Promise<{ plan: ProofTools['plan']; close(): Promise<void> }> {
  const { requires, raiseDependents, wantedChanges } = await loadEditing();
  const wanted = wantedChanges(report);
  if (flags.offline || wanted.every(({ directDependents }) => directDependents.size === 0))
    return { plan: () => Promise.resolve({ wanted, allowed: [] }), close: () => Promise.resolve() };
  const { queryRegistry } = await import('./fix-registry.js');
  const registry = await queryRegistry(flags.cache === false ? null : flags.cache);
  return {
    plan: (forced) =>
      raiseDependents(wanted, {
        published: registry.published,
        isDeclared: (name) => requires(text, name),
        allowMajor: flags.major ?? false,
        forced,
      }),
    async close() {
      await registry.close();
      for (const [name, why] of registry.unanswered)
        process.stderr.write(escapeTerminal(`Newer versions of ${name} are unknown: ${why}.`) + '\n');
    },
  };
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
function writeEdited(path: string, { lockfilePath }: ProjectFacts, plan: FixPlan): void {
  const { text, overrides, edits } = plan.edited;
  if (edits.some(({ file }) => file === null)) writeFileSync(path, text);
  if (overrides && edits.some(({ file }) => file !== null)) writeFileSync(overrides.name, overrides.text);
  if (plan.lockfile !== null && lockfilePath !== null && changesOf(plan) > 0)
    writeFileSync(lockfilePath, plan.lockfile);
}

function changesOf(plan: FixPlan): number {
  return plan.edited.edits.length + plan.updates.length;
}

/** The command that installs what was written: where the lockfile is written too, exactly that. */
function installCommand({ manager, lockfilePath }: ProjectFacts, plan: FixPlan): string {
  const { install, lockOnly } = npmManagerOf(manager);
  return plan.lockfile !== null && lockfilePath !== null && lockOnly === null ? 'npm ci' : install;
}

/** Number of functions that mount an artifact, by its path. */
function mountsIn({ artifacts, functions }: Report): ReadonlyMap<string, number> {
  const count = (id: string): number =>
    functions.filter(({ mounts }) => mounts.some(({ artifact }) => artifact === id)).length;
  return new Map(artifacts.map(({ id, path }) => [path, count(id)]));
}

/** The plan, and the one that may also take other majors where this one leaves findings to those. */
interface Plans {
  readonly facts: ProjectFacts;
  readonly text: string;
  readonly plan: FixPlan;
  readonly withMajor: FixPlan | null;
}

async function planFix(manifest: string, report: Report, flags: FixFlags): Promise<Plans> {
  const { text } = readManifest(manifest);
  const facts = await factsOf(manifest, flags.major ?? false);
  const { editManifest } = await loadEditing();
  const members = memberManifests(facts);
  const { proveFix } = await import('./prove-fix.js');
  const proven = async (allowMajor: boolean): Promise<FixPlan> => {
    const planner = await openPlanner(report, text, { ...flags, major: allowMajor });
    try {
      return await proveFix({
        report,
        facts,
        manifest,
        plan: planner.plan,
        edit: (changes) => editManifest(text, changes, { ...facts, members, allowMajor }),
        db: flags.db,
        cache: flags.cache === false ? null : flags.cache,
        offline: flags.offline ?? false,
      });
    } finally {
      await planner.close();
    }
  };
  const plan = await proven(facts.allowMajor);
  const isOpen = (plan.proof?.remaining.length ?? 0) > 0 && !facts.allowMajor && !flags.write;
  return { facts, text, plan, withMajor: isOpen ? await proven(true) : null };
}

async function runFix(target: string, flags: FixFlags): Promise<void> {
  if (flags.write && flags.dryRun) {
    throw new ScanError('usage', '--write and --dry-run cannot be used together.', {
      hint: 'Leave one of them out.',
    });
  }
  const path = manifestPath(target, flags.manifest);
  await factsOf(path, false);
  const report = await scanForAnswer([target], flags);
  const { facts, text, plan, withMajor } = await planFix(path, report, flags);
  if (flags.write) writeEdited(path, facts, plan);
  const { describeFix, renderFix } = await loadProving();
  const { overrides, lockfilePath } = facts;
  const lockfile = lockfilePath && basename(lockfilePath);
  const place = {
    name: path,
    text,
    overrides,
    lockfile,
    mountedBy: mountsIn(report),
    withDiff: !flags.write,
    width: presentationOf(process.stdout).width,
  };
  const output =
    flags.format === 'json' ? [asJson(describeFix(path, plan))] : renderFix(place, plan, withMajor);
  await writeOut(output);
  const words = lastWords(report, changesOf(plan), flags.write ? installCommand(facts, plan) : null);
  const { width } = presentationOf(process.stderr);
  process.stderr.write(words.replaceAll(/[^\n]+/g, (line) => wrapped(line, width)));
  process.exitCode = codeOf(report);
}

const EXAMPLES = `
Ranges keep their operator. The version of an indirect dependency is forced by overrides (npm, Bun), resolutions (Yarn), pnpm.overrides or, from pnpm 11 on (10 where
it has some), pnpm-workspace.yaml. In a workspace, the root's manifest forces it.
Aliases, git addresses and files stay as they are. Before a version is forced, npm's configured registry is queried:
a newer version of the direct dependency may be enough (not with --offline).
For npm, npm's own resolver then builds the tree of package.json and lockfile with the changes, and the plan says what that tree clears. No
script runs, and git, file and URL dependencies are not fetched. --write also writes the lockfile. For pnpm, Yarn (3 and later) and Bun the manager on PATH
writes the lockfile in a folder of its own, without scripts, hooks and other settings of the project; where that cannot be done, the plan is not proven.

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
    .option('--offline', 'use no network: the plan then goes by ranges and is not proven')
    .addOption(
      new Option('--format <format>', 'the plan as text or as data')
        .choices(['text', 'json'])
        .default('text'),
    );
  return addAnswerScanOptions(fix).addHelpText('after', EXAMPLES).action(runFix);
}
