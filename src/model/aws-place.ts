/** An AWS account and a region; null where nothing says. */
export interface AwsPlace {
  /** Twelve digits. */
  readonly account: string | null;
  /** `eu-central-1` */
  readonly region: string | null;
}

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const AWS_ACCOUNT = /^\d{12}$/;
/** No name of a region is longer than the formats of AWS allow. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const AWS_REGION = /^(?=.{1,16}$)[a-z]+(?:-[a-z]+)+-\d+$/;

/** Regions of another partition than `aws`, by how their names start; the longest first. */
const PARTITION_OF_START = [
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-iso-', 'aws-iso'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['cn-', 'aws-cn'],
] as const;

/** Domain of each partition's services, by partition. Source: `endpoints.json` of botocore. */
export const AWS_DOMAINS: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
  ['aws-eusc', 'amazonaws.eu'],
]);

/** The partition that a region is in: the first part of ARNs after `arn`. */
export function partitionOf(region: string): string {
  return PARTITION_OF_START.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
}
