import { Command, Option } from 'commander';
import {
  compareReports,
  diffExitCode,
  diffJson,
  diffMarkdown,
  diffText,
  readRecordedReport,
  type ReportDiff,
} from '../diff/index.js';
import { readUserFile } from '../files/index.js';
import { FAIL_LEVELS, type FailLevel } from '../model/index.js';
import { presentationOf, writeOut } from './console.js';

const FORMATS = { text: diffText, json: diffJson, markdown: diffMarkdown } satisfies Readonly<
  Record<string, (diff: ReportDiff, width: number) => Iterable<string>>
>;

interface DiffFlags {
  readonly format: keyof typeof FORMATS;
  readonly failOn: FailLevel;
}

function read(path: string): ReturnType<typeof readRecordedReport> {
  const hint = 'Name a report that `stowaway scan --output json=FILE` wrote.';
  return readRecordedReport(readUserFile({ path, what: 'report', hint }), path);
}

async function runDiff(before: string, now: string, { format, failOn }: DiffFlags): Promise<void> {
  const diff: ReportDiff = compareReports(read(before), read(now));
  const render: (of: ReportDiff, width: number) => Iterable<string> = FORMATS[format];
  await writeOut(render(diff, presentationOf(process.stdout).width));
  process.exitCode = diffExitCode(diff, failOn);
}

const EXAMPLES = `
Exit codes: 0 nothing new at or above --fail-on · 1 new findings · 2 usage error, or no such report · 4 the later scan is incomplete

Examples:
  $ stowaway diff main.json branch.json
  $ stowaway diff yesterday.json today.json --format markdown`;

/** `stowaway diff A.json B.json`. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('compare two JSON reports: what is new, fixed and changed')
    .argument('<before>', 'the earlier report, as --output json=FILE wrote it')
    .argument('<now>', 'the later one')
    .addOption(
      new Option('--format <format>', 'format to print').choices(Object.keys(FORMATS)).default('text'),
    )
    .addOption(
      new Option('--fail-on <level>', 'lowest severity of new findings that fails')
        .choices(FAIL_LEVELS)
        .default('high'),
    )
    .addHelpText('after', EXAMPLES)
    .action(runDiff);
}
