import { assert, constantFrom, property, string } from 'fast-check';
import { expect, it, test } from 'vitest';
import { annotationCommand } from '../../src/reporters/workflow-command.js';
import { obeyedCommands } from '../support/action-runner.js';

const PLAIN = { level: 'error', title: 't', message: 'm', file: null, line: null } as const;

test.each([
  [PLAIN, '::error title=t::m\n'],
  [
    { ...PLAIN, level: 'notice', file: 'a/b.json', line: 3 } as const,
    '::notice file=a/b.json,line=3,title=t::m\n',
  ],
  [{ ...PLAIN, title: 'a:b,c', message: 'a:b,c' }, '::error title=a%3Ab%2Cc::a:b,c\n'],
  [{ ...PLAIN, message: '100 %0A\r\n::error::x' }, '::error title=t::100 %250A%0D%0A::error::x\n'],
])('%j', (annotation, line) => {
  expect(annotationCommand(annotation)).toBe(line);
});

it('is one command that carries its message, whatever that is', () => {
  const text = string({
    unit: constantFrom(':', ',', '%', '\r', '\n', '0A', '##[', ']', ' ', '=', 'é'),
  });
  assert(
    property(text, text, text, (title, message, file) => {
      const log = annotationCommand({ ...PLAIN, title, message, file });
      expect(log.slice(0, -1)).not.toMatch(/[\r\n]/);
      const [command, ...others] = obeyedCommands(log);
      expect(others).toEqual([]);
      expect(command).toMatchObject({ name: 'error', message, properties: { file, title } });
    }),
  );
});
