import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { printError } from '../../src/cli/print-error.js';
import { ScanError } from '../../src/model/index.js';
import { EXIT } from '../../src/policy/index.js';

async function told(error: unknown): Promise<[code: number, text: string]> {
  let text = '';
  const code = await printError(error, { write: (part: string) => void (text += part) });
  return [code, text];
}

test.each<[what: string, error: unknown, code: number, text: unknown]>([
  ['help', new CommanderError(0, 'help', ''), EXIT.clean, ''],
  ['wrong usage', new CommanderError(1, 'x', ''), EXIT.usage, ''],
  ['nothing', new ScanError('nothing-to-scan', 'a', { hint: 'b' }), EXIT.nothing, 'stowaway: a\nb\n'],
  [
    'a hostile name',
    new ScanError('usage', 'a\u001b[31m', { hint: 'b' }),
    EXIT.usage,
    'stowaway: a\\u{1b}[31m\nb\n',
  ],
  [
    'what the operating system refuses',
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', path: '/data/x' }),
    EXIT.usage,
    expect.stringMatching(/^stowaway: \/data\/x cannot be used: the disk is full[^\n]*\n[^\n]+\n$/),
  ],
  [
    'a bug',
    new TypeError('x is odd'),
    EXIT.internal,
    expect.stringMatching(/internal error[^]*x is odd[^]* at /),
  ],
  ['what is no error', 'odd', EXIT.internal, expect.stringMatching(/\nodd\n$/)],
])('%s', async (...[, error, code, text]) => {
  expect(await told(error)).toEqual([code, text]);
});
