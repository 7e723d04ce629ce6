import { Option, type Command } from 'commander';
import { REPORTERS } from '../reporters/index.js';
import { addOutput } from './option-values.js';

/** Options about reports. */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'report to print')
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
    .option('-v, --verbose', 'show every finding, package and problem');
}
