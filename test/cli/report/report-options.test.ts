import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addFilterOptions, addReportOptions, filterOf } from '../../../src/cli/report/report-options.js';

function parsed(...argv: readonly string[]): unknown {
  const command = addReportOptions(new Command()).option('--no-analysis').exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return command.parse(argv, { from: 'user' }).opts();
}

test('statements about what is not loaded need the analysis', () => {
  expect(parsed('--vex-unreachable')).toMatchObject({ vexUnreachable: true, analysis: true });
  expect(() => parsed('--vex-unreachable', '--no-analysis')).toThrow('cannot be used with');
});

function filtered(...argv: readonly string[]): unknown {
  const command = addFilterOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return filterOf(command.parse(argv, { from: 'user' }).opts());
}

test.each([
  [[], { severities: null, onlyFixable: false, onlyDirect: false, onlyNew: false }],
  [['--severity', 'Critical, high'], { severities: ['critical', 'high'] }],
  [['--ignore-unfixed', '--only-direct'], { onlyFixable: true, onlyDirect: true }],
])('%j are a filter', (argv, filter) => {
  expect(filtered(...argv)).toMatchObject(filter);
});

test('a severity that does not exist is refused', () => {
  expect(() => filtered('--severity', 'severe')).toThrow('critical, high, medium, low, unknown');
});
