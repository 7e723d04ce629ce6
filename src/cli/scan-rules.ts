import { Option, type Command } from 'commander';
import { loadConfig } from '../config/index.js';
import { HOST_FILES, readUserFile, type UserFiles } from '../files/index.js';
import { FAIL_LEVELS, ScanError, type FailLevel } from '../model/index.js';
import type { Baseline } from '../policy/index.js';
import type { ScanOptions } from '../scan-options.js';
import { lockedSbom, readSbom, type NamedSbom } from '../sbom/index.js';
import { loadVex } from '../policy/index.js';
import { sourceDate } from './source-date.js';

/** Options that decide what fails, as commander hands them over. */
export interface RuleFlags {
  readonly failOn?: FailLevel;
  readonly config?: string | false;
  readonly baseline?: string;
  readonly newOnly?: boolean;
  readonly vex: readonly string[];
  readonly exclude?: readonly string[];
  readonly sbom: readonly string[];
  readonly lockfile?: readonly string[];
}

function addFile(file: string, files: readonly string[]): readonly string[] {
  return [...files, file];
}

/** Adds the options that decide which findings fail the scan and which are set aside. */
export function addRuleOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--fail-on <level>',
        "lowest severity that fails (default: the configuration's, else high)",
      ).choices(FAIL_LEVELS),
    )
    .option(
      '--config <file>',
      'configuration to use: what fails, what is ignored, which gaps are accepted (default: the nearest stowaway.config.{yaml,json}, here or above)',
    )
    .option('--no-config', 'use no configuration')
    .option(
      '--exclude <glob>',
      'artifacts not to analyse, by their path as reports show it; each is told as an accepted gap (repeatable)',
      addFile,
      [],
    )
    .option('--baseline <file>', 'an earlier JSON report; findings that it lacks are new')
    .option('--vex <file>', 'OpenVEX or CSAF statements about vulnerabilities (repeatable)', addFile, [])
    .option(
      '--sbom <file>',
      'SBOM (CycloneDX or SPDX) to compare with the artifact (repeatable)',
      addFile,
      [],
    )
    .option(
      '--lockfile <file>',
      'lockfile that the artifact was built from: its versions are expected, other versions are reported (repeatable)',
      addFile,
      [],
    )
    .option('--new-only', 'print new findings only, and fail only on them; needs --baseline');
}

async function readBaseline(path: string): Promise<Baseline> {
  const hint = 'Name a report that `stowaway scan --output json=FILE` wrote.';
  const text = readUserFile({ path, what: 'baseline', hint });
  // Loaded late: most scans have none.
  const { baselineOf, readRecordedReport } = await import('../diff/index.js');
  return baselineOf(readRecordedReport(text, path), path);
}

/** A list of components in a file. @throws ScanError */
export function readNamedSbom(path: string): NamedSbom {
  const hint = 'Name an SBOM in JSON: CycloneDX, or SPDX 2.';
  const { sbom, reason } = readSbom(readUserFile({ path, what: 'SBOM', hint }));
  if (sbom) return { source: path, sbom };
  throw new ScanError('config', `The SBOM ${path} cannot be used: ${reason}.`, { hint });
}

/** A lockfile as a list of components. @throws ScanError */
export async function readNamedLockfile(path: string): Promise<NamedSbom> {
  // Loaded late: most scans have none.
  const { readPackageList } = await import('../extractors/index.js');
  const hint = 'Name a lockfile of npm, pnpm, Yarn or Bun.';
  const bytes = Buffer.from(readUserFile({ path, what: 'lockfile', hint }));
  const { packages, problems } = readPackageList(path, bytes);
  const [problem] = problems;
  if (packages.length > 0 || !problem) return { source: path, sbom: lockedSbom(packages) };
  throw new ScanError('config', `The lockfile ${path} cannot be used: ${problem.message}`, { hint });
}

function excludedBy({ exclude = [] }: RuleFlags): { readonly glob: string; readonly source: string }[] {
  return exclude.map((glob) => ({ glob, source: '--exclude' }));
}

/**
 * The rules of a scan, and the time in its report.
 * @param files where the configuration and VEX documents are read from.
 * @throws ScanError for a missing or invalid file.
 */
export async function scanRules(
  flags: RuleFlags,
  files: UserFiles = HOST_FILES,
): Promise<Partial<ScanOptions>> {
  const { failOn, config, baseline, newOnly } = flags;
  if (newOnly && baseline === undefined) {
    throw new ScanError('usage', '--new-only needs a baseline.', {
      hint: 'Add --baseline REPORT.json: an earlier report of these targets.',
    });
  }
  const cwd = process.cwd();
  const scannedAt = sourceDate();
  const { policy, vex, exclude } = await loadConfig({ cwd, file: config ?? null, files });
  return {
    policy,
    exclude: [...exclude, ...excludedBy(flags)],
    sboms: [
      ...flags.sbom.map(readNamedSbom),
      ...(await Promise.all((flags.lockfile ?? []).map(readNamedLockfile))),
    ],
    vex: await loadVex([...vex, ...flags.vex], cwd, files),
    ...(failOn === undefined ? {} : { failOn }),
    ...(baseline === undefined ? {} : { baseline: await readBaseline(baseline) }),
    ...(newOnly ? { newOnly } : {}),
    ...(scannedAt === undefined ? {} : { scannedAt }),
  };
}
