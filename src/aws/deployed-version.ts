import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { environmentHooksOf, type EnvironmentHook } from '../model/index.js';

/** One version of a function as Lambda has it. */
export interface DeployedVersion {
  /** Of the function, without version. */
  readonly functionArn: string;
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string;
  readonly packageType: 'zip' | 'image';
  /** Hex sha256 of its zip, or of its image's manifest. */
  readonly codeSha256: string;
  /** Packed. */
  readonly codeBytes: number;
  /** ARNs of layer versions, in mount order. */
  readonly layers: readonly string[];
  readonly roleArn: string | null;
  /** Names, sorted; values are never kept. */
  readonly environment: readonly string[];
  readonly environmentHooks: readonly EnvironmentHook[];
  /** AWS's word for why it would not show the variables; null when it did. */
  readonly environmentError: string | null;
  /** Where it mounts file systems: code may come from there. */
  readonly fileSystems: readonly string[];
  /** ISO date-time. */
  readonly lastModified: string | null;
  /** Set for a copy that CloudFront runs at the edge. */
  readonly isEdgeReplica: boolean;
}

const HEX_SHA256 = /^[0-9a-f]{64}$/i;

/** Lambda gives base64 for zips and hex for images. */
function hexOf(codeSha256: string): string {
  return HEX_SHA256.test(codeSha256)
    ? codeSha256.toLowerCase()
    : Buffer.from(codeSha256, 'base64').toString('hex');
}

function withoutVersion(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}

function environmentOf({ Environment }: FunctionConfiguration) {
  const { Variables = {}, Error: refused } = Environment ?? {};
  return {
    environment: Object.keys(Variables).sort(),
    environmentHooks: environmentHooksOf(Object.entries(Variables)),
    environmentError: refused?.ErrorCode ?? null,
  };
}

function codeOf({ CodeSha256 = '', CodeSize = 0, PackageType, Layers = [] }: FunctionConfiguration) {
  return {
    packageType: PackageType === 'Image' ? ('image' as const) : ('zip' as const),
    codeSha256: hexOf(CodeSha256),
    codeBytes: CodeSize,
    layers: Layers.flatMap(({ Arn }) => Arn ?? []),
  };
}

function nameOf({ FunctionName, FunctionArn = '' }: FunctionConfiguration): string {
  return FunctionName ?? FunctionArn.split(':')[6] ?? FunctionArn;
}

function mountPathsOf({ FileSystemConfigs = [] }: FunctionConfiguration): string[] {
  return FileSystemConfigs.flatMap(({ LocalMountPath }) => LocalMountPath ?? []);
}

function handlerOf({ Handler, ImageConfigResponse }: FunctionConfiguration): string | null {
  // An image's command is its handler where its entry point is a runtime of Lambda's.
  return Handler ?? ImageConfigResponse?.ImageConfig?.Command?.join(' ') ?? null;
}

/**
 * What we keep of a configuration; null without an ARN.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export function deployedVersionOf(config: FunctionConfiguration): DeployedVersion | null {
  const { FunctionArn, Architectures } = config;
  if (FunctionArn === undefined) return null;
  return {
    ...environmentOf(config),
    ...codeOf(config),
    functionArn: withoutVersion(FunctionArn),
    name: nameOf(config),
    version: config.Version ?? '$LATEST',
    runtime: config.Runtime ?? null,
    handler: handlerOf(config),
    architecture: Architectures?.[0] ?? 'x86_64',
    roleArn: config.Role ?? null,
    fileSystems: mountPathsOf(config),
    lastModified: config.LastModified ?? null,
    isEdgeReplica: config.MasterArn !== undefined,
  };
}
