import type { ServerlessFunction } from '../model/index.js';

/** Where Lambda mounts layers. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
export const LAYER_MOUNT = '/opt';

/** Node's major of a managed Lambda runtime (`nodejs22.x`), null for another runtime. */
export function nodeMajorOf(runtime: string | null): number | null {
  const match = /^nodejs(\d{1,3})(?:\.x)?$/.exec(runtime ?? '');
  return match ? Number(match[1]) : null;
}

/**
 * Folders in which a bare import from the function's own code is looked for, in this order, after the function's own
 * `node_modules`: NODE_PATH as the Lambda bootstrap sets it.
 */
export function layerModuleFolders(runtime: string | null): readonly string[] {
  const major = nodeMajorOf(runtime);
  return [...(major === null ? [] : [`nodejs/node${major}/node_modules`]), 'nodejs/node_modules'];
}

/** Since the Node 18 runtime the AWS SDK for JavaScript v3 is provided; before, v2 (`aws-sdk`). */
const FIRST_MAJOR_WITH_SDK_V3 = 18;

/**
 * Whether the platform provides a package that nothing mounted contains. A function whose platform or runtime is not
 * known is taken for a current Lambda function: the row says that the version is not known either way.
 */
export function isProvidedByRuntime(name: string, { platform, runtime }: ServerlessFunction): boolean {
  if (platform !== 'aws-lambda' && platform !== 'unknown') return false;
  if (runtime !== null && nodeMajorOf(runtime) === null) return false;
  const major = nodeMajorOf(runtime) ?? FIRST_MAJOR_WITH_SDK_V3;
  if (major < FIRST_MAJOR_WITH_SDK_V3) return name === 'aws-sdk';
  return name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');
}
