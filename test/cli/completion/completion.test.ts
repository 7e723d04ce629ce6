import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const MAIN = join(import.meta.dirname, '../../../dist/cli/main.js');

const known = new Map<string, string>();

function script(shell: string): string {
  const text =
    known.get(shell) ?? execFileSync(process.execPath, [MAIN, 'completion', shell], { encoding: 'utf8' });
  known.set(shell, text);
  return text;
}

describe('bash', () => {
  /** The completions by bash for the last of some words. */
  function offered(...words: string[]): string[] {
    const program = `eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stowaway; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const argv = ['--norc', '-c', program, 'bash', script('bash'), 'stowaway', ...words];
    return execFileSync('bash', argv, { encoding: 'utf8' }).split('\n').filter(Boolean);
  }

  test.each<[string[], string[]]>([
    [['sc'], ['scan']],
    [['--ver'], ['--version']],
    [['db', 'up'], ['update']],
    [['db', 'update', '--db-u'], ['--db-url']],
    [['scan', 'x.zip', '--forma'], ['--format']],
    [
      ['scan', '--format', 'js'],
      ['json', 'jsonl'],
    ],
    [['scan', '--fail-on', 'crit'], ['critical']],
    [['scan', '--db', ''], []],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', '--help', '-h'],
    ],
    // Not a command here: it stands behind another.
    [['scan', 'db', '--hel'], ['--help']],
  ])('%j offers %j', (words, offers) => {
    expect(offered(...words)).toEqual(expect.arrayContaining(offers));
    expect(offers).toEqual(expect.arrayContaining(offered(...words)));
  });
});

test.each(['zsh', 'fish'])('%s knows commands, options and their values', (shell) => {
  const text = script(shell);
  expect(text).toContain('scan');
  expect(text).toMatch(/fail-on/);
  expect(text).toMatch(/critical/);
  expect(text).toMatch(/update/);
});
