import { CommanderError } from 'commander';
import { expect, test, vi } from 'vitest';
import { runProgram } from '../../src/cli/run-program.js';

async function run(...argv: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const write = (part: unknown): boolean => {
    text += String(part);
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  );
  try {
    await runProgram(argv);
    return { code: 0, text };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { code: error.exitCode, text };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
}

test('help lists all commands', async () => {
  const { code, text } = await run('--help');
  expect(code).toBe(0);
  for (const name of ['scan', 'sweep', 'where', 'fix', 'iam', 'doctor', 'explain'])
    expect(text).toContain(`  ${name}`);
});

test('a command that does not exist is refused, with the one that may be meant', async () => {
  const { code, text } = await run('scna');
  expect(code).toBe(1);
  expect(text).toContain('scan');
});

test('an option of another command is refused', async () => {
  expect((await run('explain', '--fail-on', 'high', 'public-url')).code).toBe(1);
});
