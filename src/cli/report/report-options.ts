import { InvalidArgumentError, Option, type Command } from 'commander';
import { SEVERITIES, type Severity } from '../../model/index.js';
import type { ListFilter } from '../../policy/index.js';
import { REPORTERS } from '../../reporters/index.js';
import { addOutput } from '../option-values.js';
import { checkedOutput } from '../output-path.js';

/** Options about reports. */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('-f, --format <format>', 'report to print')
        .choices(REPORTERS.map(({ id }) => id))
        .default('text'),
    )
    .option(
      '--output <format=file>',
      'also write a report to a file (repeatable); {function} in the name writes one file per function',
      addOutput,
      [],
    )
    .addOption(
      new Option(
        '--vex-unreachable',
        'in OpenVEX, state that advisories do not affect functions that are proven not to load the package',
      ).conflicts('analysis'),
    )
    .option('-o <file>', 'write the report to this file instead of printing it', checkedOutput)
    .option('-v, --verbose', 'show every finding, package and problem');
}

/** Severities that a user names, as a list with commas. @throws InvalidArgumentError */
export function severityList(value: string): readonly Severity[] {
  return value.split(',').map((word) => {
    const severity = SEVERITIES.find((one) => one === word.trim().toLowerCase());
    if (!severity)
      throw new InvalidArgumentError(`Severities: ${SEVERITIES.join(', ')}; commas between them.`);
    return severity;
  });
}

/** Options that leave findings out of the printed report. Malware stays. */
export function addFilterOptions(command: Command): Command {
  return command
    .option(
      '--severity <levels>',
      'print only findings of these severities, like critical,high; the totals and the exit code still count all',
      severityList,
    )
    .option('--ignore-unfixed', 'print no advisory without a fixed version; it still counts')
    .option(
      '--only-direct',
      'print no finding in a package that only others require, as far as a manifest says it; it still counts',
    )
    .option('-q, --quiet', 'no progress, and no report if nothing was found and everything was seen');
}

/** Flags about what is printed. */
export interface FilterFlags {
  readonly severity?: readonly Severity[];
  readonly ignoreUnfixed?: boolean;
  readonly onlyDirect?: boolean;
  readonly newOnly?: boolean;
}

export function filterOf({ severity, ignoreUnfixed, onlyDirect, newOnly }: FilterFlags): ListFilter {
  return {
    severities: severity ?? null,
    onlyFixable: ignoreUnfixed ?? false,
    onlyDirect: onlyDirect ?? false,
    onlyNew: newOnly ?? false,
  };
}
