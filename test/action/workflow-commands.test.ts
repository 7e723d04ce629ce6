import { expect, it } from 'vitest';
import { outputLines, pauseCommands, resumeCommands } from '../../src/action/workflow-commands.js';
import { obeyedCommands } from '../support/action-runner.js';

it('lets no text act as a command before its token', () => {
  const log = `${pauseCommands('k')}::error::a\n##[error]b\n  ::other::\n${resumeCommands('k')}::error::c\n`;
  expect(obeyedCommands(log).map(({ message }) => message)).toEqual(['c']);
});

it('writes outputs that end where their delimiter is', () => {
  const lines = outputLines(
    new Map([
      ['a', '1\nb=2'],
      ['c', ''],
    ]),
    'end',
  );
  expect(lines).toBe('a<<end\n1\nb=2\nend\nc<<end\n\nend\n');
});
