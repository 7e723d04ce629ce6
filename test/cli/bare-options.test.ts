import { resolve } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addBareOptions, bareOf } from '../../src/cli/bare-options.js';

function parsed(...argv: readonly string[]): unknown {
  const command = addBareOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return bareOf(command.parse(argv, { from: 'user' }).opts());
}

test.each([
  [[], { layers: [] }],
  [
    ['--name', 'fn', '--handler', 'index.handler', '--runtime', 'nodejs22.x', '--platform', 'aws-lambda'],
    { name: 'fn', handler: 'index.handler', runtime: 'nodejs22.x', platform: 'aws-lambda', layers: [] },
  ],
  [['--layer', 'a.zip', '--layer', 'b.zip'], { layers: [resolve('a.zip'), resolve('b.zip')] }],
])('%j describe a bare function', (argv, bare) => {
  expect(parsed(...argv)).toEqual(bare);
});

test('a runtime or platform that does not exist is refused', () => {
  expect(() => parsed('--runtime', 'node')).toThrow('nodejs22.x');
  expect(() => parsed('--platform', 'aws')).toThrow('aws-lambda');
});
