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

/** The partition that a region is in: the first part of ARNs after `arn`. */
export function partitionOf(region: string): string {
  return PARTITION_OF_START.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
}
