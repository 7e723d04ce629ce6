import { AWS_ACCOUNT, AWS_REGION, ScanError, type AwsPlace, type FunctionReport } from '../../model/index.js';
import { counted, listed } from '../amounts.js';
import { escapeTerminal } from '../escape-terminal.js';
import { partitionOf } from './partition-of.js';

/** An account and a region: whose Security Hub takes a finding. */
export interface HubPlace {
  readonly account: string;
  readonly region: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html, FunctionArn */
const FUNCTION_ARN = /^arn:[\w-]{1,20}:lambda:([^:]*):([^:]*):function:/;

const MAX_NAMES = 3;

/** Partitions that the format knows. */
const NAMED_PARTITIONS: ReadonlySet<string> = new Set(['aws', 'aws-cn', 'aws-us-gov']);

/** Partition and region as fields of a resource. */
export function placeFields(place: HubPlace): { readonly Partition?: string; readonly Region: string } {
  const partition = partitionOf(place.region);
  return { ...(NAMED_PARTITIONS.has(partition) ? { Partition: partition } : {}), Region: place.region };
}

/** The product that every account has for findings of its own making. */
export function productArnOf(place: HubPlace): string {
  const { account, region } = place;
  return `arn:${partitionOf(place.region)}:securityhub:${region}:${account}:product/${account}/default`;
}

function firstThat(pattern: RegExp, values: readonly (string | null | undefined)[]): string | null {
  return values.find((value) => typeof value === 'string' && pattern.test(value)) ?? null;
}

/** Where a function runs: by its ARN, else its configuration, else the user's options. Null when something is unknown. */
export function placeOf(
  { arn, account, region }: Pick<FunctionReport, 'arn' | 'account' | 'region'>,
  fallback: AwsPlace,
): HubPlace | null {
  const [, arnRegion, arnAccount] = FUNCTION_ARN.exec(arn ?? '') ?? [];
  const known = {
    account: firstThat(AWS_ACCOUNT, [arnAccount, account, fallback.account]),
    region: firstThat(AWS_REGION, [arnRegion, region, fallback.region]),
  };
  return known.account === null || known.region === null
    ? null
    : { account: known.account, region: known.region };
}

/** The error for findings without an account and region. @param names functions or artifacts without a place. */
export function withoutPlace(names: readonly string[]): ScanError {
  const shown = listed(names.map(escapeTerminal), MAX_NAMES);
  return new ScanError(
    'usage',
    `Security Hub needs the account and the region of each finding. They are unknown for ${counted(names.length, 'function or artifact', 'functions and artifacts')}: ${shown}.`,
    {
      hint: 'Add --account 123456789012 --region eu-central-1, or `aws: { account: "…", region: … }` to the configuration.',
    },
  );
}
