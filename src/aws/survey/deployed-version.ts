import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { EnvironmentHook, FunctionSettings } from '../../model/index.js';
import { awsLayerName, harmlessVariables } from '../../templates/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import { variableReferences, type NamedResources } from './role-resources.js';

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
  /** AWS's word for why it would not show how an image is started; null when it did. */
  readonly imageConfigError: string | null;
  /** Where it mounts file systems: code may come from there. */
  readonly fileSystems: readonly FileSystemMount[];
  /** ISO date-time. */
  readonly lastModified: string | null;
  /** For a copy that CloudFront runs at the edge: ARN of the version that it is a copy of. */
  readonly masterArn: string | null;
  /** Settings that need permissions, as far as its listing has them. */
  readonly settings: VersionSettings;
}

export type VersionSettings = Pick<
  FunctionSettings,
  | 'functionName'
  | 'logGroup'
  | 'vpc'
  | 'tracing'
  | 'destinations'
  | 'fileSystems'
  | 'environmentKey'
  | 'awsLayers'
  | 'environmentReferences'
  | 'harmlessVariables'
  | 'limits'
  | 'operation'
>;

/** A file system that a function sees. */
export interface FileSystemMount {
  readonly path: string;
  /** IAM's name of the service that has it: `elasticfilesystem`, `s3files`. */
  readonly service: string;
}

const HEX_SHA256 = /^[0-9a-f]{64}$/i;

/** Lambda gives base64 for zips and hex for images. */
function hexOf(codeSha256: string): string {
  return HEX_SHA256.test(codeSha256)
    ? codeSha256.toLowerCase()
    : Buffer.from(codeSha256, 'base64').toString('hex');
}

/** ARN of the function that an ARN of a version or alias is of. */
export function functionArnOf(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}

/** Number of the version that an ARN names; null where it names an alias, `$LATEST` or none. */
export function versionNumberOf(arn: string): string | null {
  const [, , , , , , , qualifier = ''] = arn.split(':');
  return /^\d+$/.test(qualifier) ? qualifier : null;
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

function fileSystemsOf({ FileSystemConfigs = [] }: FunctionConfiguration): FileSystemMount[] {
  return FileSystemConfigs.map(({ Arn = '', LocalMountPath }) => ({
    path: LocalMountPath ?? Arn,
    service: Arn.split(':')[2] || 'elasticfilesystem',
  }));
}

function handlerOf({ Handler, ImageConfigResponse }: FunctionConfiguration) {
  return {
    // An image's command is its handler where its entry point is a runtime of Lambda's.
    handler: Handler ?? ImageConfigResponse?.ImageConfig?.Command?.join(' ') ?? null,
    imageConfigError: ImageConfigResponse?.Error?.ErrorCode ?? null,
  };
}

function isInVpc({ VpcConfig }: FunctionConfiguration): boolean {
  return (VpcConfig?.SubnetIds ?? []).length > 0;
}

/** The resources that a role names, by ARN of the role. */
export type NamedByRole = (roleArn: string) => NamedResources;

function referencesOf({ Environment, Role = '' }: FunctionConfiguration, namedBy: NamedByRole) {
  return variableReferences(Environment?.Variables ?? {}, namedBy(Role));
}

/** Settings that findings are about, beside those that need permissions. */
function judgedSettings(config: FunctionConfiguration) {
  const { Timeout, Environment, TracingConfig, DeadLetterConfig } = config;
  return {
    // Lambda lists no reserved concurrency: each function would need a call of its own.
    limits: { timeoutSeconds: Timeout ?? null, reservedConcurrency: undefined },
    operation: {
      tracingOff: TracingConfig?.Mode === 'PassThrough',
      // Signing needs a call for each function; destinations of failed events are read for the function, not for its version.
      signed: null,
      othersSigned: false,
      keepsFailed: DeadLetterConfig?.TargetArn ? true : null,
    },
    harmlessVariables: harmlessVariables(Object.entries(Environment?.Variables ?? {})),
  };
}

function settingsOf(config: FunctionConfiguration) {
  const { FileSystemConfigs = [], Layers = [] } = config;
  const deadLetters = config.DeadLetterConfig?.TargetArn;
  return {
    functionName: nameOf(config),
    logGroup: config.LoggingConfig?.LogGroup ?? null,
    vpc: isInVpc(config),
    tracing: config.TracingConfig?.Mode === 'Active',
    destinations: deadLetters ? [deadLetters] : [],
    fileSystems: FileSystemConfigs.flatMap(({ Arn }) => Arn ?? []),
    environmentKey: config.KMSKeyArn ?? null,
    awsLayers: Layers.flatMap(({ Arn = '' }) => awsLayerName(Arn) ?? []),
  };
}

/**
 * What we keep of a configuration; null without an ARN.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export function deployedVersionOf(
  config: FunctionConfiguration,
  namedBy: NamedByRole,
): DeployedVersion | null {
  const { FunctionArn, Architectures } = config;
  if (FunctionArn === undefined) return null;
  return {
    ...environmentOf(config),
    ...codeOf(config),
    ...handlerOf(config),
    settings: {
      ...settingsOf(config),
      ...judgedSettings(config),
      environmentReferences: referencesOf(config, namedBy),
    },
    functionArn: functionArnOf(FunctionArn),
    name: nameOf(config),
    version: config.Version ?? '$LATEST',
    runtime: config.Runtime ?? null,
    architecture: Architectures?.[0] ?? 'x86_64',
    roleArn: config.Role ?? null,
    fileSystems: fileSystemsOf(config),
    lastModified: config.LastModified ?? null,
    masterArn: config.MasterArn ?? null,
  };
}
