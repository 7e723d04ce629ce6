import { InvalidArgumentError, type Command } from 'commander';
import { loadConfig } from '../config/index.js';
import type { UserFiles } from '../files/index.js';
import { AWS_ACCOUNT, AWS_REGION, type AwsPlace } from '../model/index.js';

/** Options for the account and region of functions, as commander hands them over. */
export interface AwsFlags {
  readonly account?: string;
  readonly region?: string;
  readonly config?: string | false;
}

function accountOf(value: string): string {
  if (!AWS_ACCOUNT.test(value)) throw new InvalidArgumentError('An account has twelve digits.');
  return value;
}

function regionOf(value: string): string {
  if (!AWS_REGION.test(value)) throw new InvalidArgumentError('A region is like eu-central-1.');
  return value;
}

/** Adds the options for the account and region of functions that have no known ones. */
export function addAwsOptions(command: Command): Command {
  return command
    .option(
      '--account <id>',
      'AWS account of functions whose account is unknown, for --format asff',
      accountOf,
    )
    .option('--region <name>', 'region of functions whose region is unknown, for --format asff', regionOf);
}

/**
 * The command line wins over the configuration.
 * @param files where the configuration is read from; this machine by default.
 * @throws ScanError
 */
export async function awsPlace({ account, region, config }: AwsFlags, files?: UserFiles): Promise<AwsPlace> {
  const { aws } = await loadConfig({ cwd: process.cwd(), file: config ?? null, files });
  return { account: account ?? aws.account, region: region ?? aws.region };
}
