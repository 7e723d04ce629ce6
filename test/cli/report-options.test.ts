import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addReportOptions } from '../../src/cli/report-options.js';

function parsed(...argv: readonly string[]): unknown {
  const command = addReportOptions(new Command()).option('--no-analysis').exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return command.parse(argv, { from: 'user' }).opts();
}

test('statements about what is not loaded need the analysis', () => {
  expect(parsed('--vex-unreachable')).toMatchObject({ vexUnreachable: true, analysis: true });
  expect(() => parsed('--vex-unreachable', '--no-analysis')).toThrow('cannot be used with');
});
