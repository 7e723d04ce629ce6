import type { ServerlessFunction } from '../../model/index.js';

/** Node's major of a managed Lambda runtime (`nodejs22.x`), null for another runtime. */
export function nodeMajorOf(runtime: string | null): number | null {
  const match = /^nodejs(\d{1,3})(?:\.x)?$/.exec(runtime ?? '');
  return match ? Number(match[1]) : null;
}

/** Since the Node 18 runtime the AWS SDK for JavaScript v3 is provided; before, v2 (`aws-sdk`). */
const FIRST_MAJOR_WITH_SDK_V3 = 18;

/**
 * Whether Lambda's Node runtime provides a package. Without a known platform or runtime, the function counts as a
 * current Lambda function. The package's version is unknown in either case.
 */
export function isProvidedByNodeRuntime(name: string, { platform, runtime }: ServerlessFunction): boolean {
  if (platform !== 'aws-lambda' && platform !== 'unknown') return false;
  if (runtime !== null && nodeMajorOf(runtime) === null) return false;
  // Lambda puts it beside code that is text in a template.
  if (name === 'cfn-response') return true;
  const major = nodeMajorOf(runtime) ?? FIRST_MAJOR_WITH_SDK_V3;
  if (major < FIRST_MAJOR_WITH_SDK_V3) return name === 'aws-sdk';
  return name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');
}
