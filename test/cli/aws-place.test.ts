import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addAwsOptions, awsPlace } from '../../src/cli/aws-place.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function configured(): string {
  const file = join(temporaryFolder(), 'c.yaml');
  writeFileSync(file, "aws: { account: '012345678901', region: eu-west-1 }");
  return file;
}

test('the command line comes before the configuration, each on its own', async () => {
  const config = configured();
  expect(await awsPlace({ config })).toEqual({ account: '012345678901', region: 'eu-west-1' });
  expect(await awsPlace({ config, account: '111111111111' })).toEqual({
    account: '111111111111',
    region: 'eu-west-1',
  });
  expect(await awsPlace({ config: false, region: 'us-east-1' })).toEqual({
    account: null,
    region: 'us-east-1',
  });
});

test.each([
  [['--account', '12345'], 'twelve digits'],
  [['--account', '1'.repeat(13)], 'twelve digits'],
  [['--region', 'Frankfurt'], 'like eu-central-1'],
  [['--region', 'eu-central-1"'], 'like eu-central-1'],
])('%j is refused', (argv, words) => {
  const command = addAwsOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  expect(() => command.parse(argv, { from: 'user' })).toThrow(words);
});

test.each(['us-gov-west-1', 'cn-north-1', 'us-isob-east-1', 'ap-southeast-2', 'mx-central-1'])(
  '%s is a region',
  (region) => {
    const command = addAwsOptions(new Command()).exitOverride();
    expect(command.parse(['--region', region], { from: 'user' }).opts()).toEqual({ region });
  },
);
