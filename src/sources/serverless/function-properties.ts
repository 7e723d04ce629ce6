import { field, fieldAt, itemsOf, recordOf, stringOf } from '../../templates/index.js';
import { functionIdOf } from './logical-names.js';
import { blockOf, isUnknown, type Block } from './service-blocks.js';

/** X-Ray's mode of `tracing: true`, or of a text. */
export function tracingMode(value: unknown): unknown {
  if (value === true) return 'Active';
  return value === false ? 'PassThrough' : (value ?? undefined);
}

/** A destination by its ARN, or the key of a function. */
function destinationOf(value: unknown): unknown {
  const arn = field(value, 'arn') ?? value;
  const text = stringOf(arn);
  if (text === null || text.startsWith('arn:')) return arn;
  return { 'Fn::GetAtt': [functionIdOf(text), 'Arn'] };
}

function invokeConfig(destinations: unknown): unknown {
  const parts = [
    ['OnSuccess', field(destinations, 'onSuccess')],
    ['OnFailure', field(destinations, 'onFailure')],
  ] as const;
  const given = parts.filter(([, value]) => value !== undefined);
  if (given.length === 0) return undefined;
  const blocks = given.map(([name, value]) => [name, { Destination: destinationOf(value) }]);
  return { DestinationConfig: Object.fromEntries(blocks) as unknown };
}

function urlConfig(url: unknown): unknown {
  if (url === undefined || url === null || url === false) return undefined;
  const authorizer = field(url, 'authorizer');
  if (isUnknown(url)) return { AuthType: url };
  return { AuthType: stringOf(authorizer)?.toUpperCase() ?? authorizer ?? 'NONE' };
}

function vpcConfig(value: unknown): unknown {
  return recordOf(value) ? { SubnetIds: field(value, 'subnetIds') } : undefined;
}

function codeOf(service: unknown, settings: unknown): Block {
  const image = field(settings, 'image');
  if (image !== undefined) return imageOf(service, image);
  const artifact = fieldAt(settings, 'package', 'artifact') ?? fieldAt(service, 'package', 'artifact');
  return { CodeUri: artifact ?? '.', Handler: field(settings, 'handler') };
}

function imageOf(service: unknown, image: unknown): Block {
  const name = stringOf(image) ?? stringOf(field(image, 'name')) ?? '';
  const named = fieldAt(service, 'provider', 'ecr', 'images', name);
  const uri =
    stringOf(named) ?? field(named, 'uri') ?? field(image, 'uri') ?? (/[/@]/.test(name) ? name : null);
  const words = { EntryPoint: field(image, 'entryPoint'), Command: field(image, 'command') };
  return { PackageType: 'Image', ImageUri: uri ?? { Ref: `image ${name}` }, ImageConfig: words };
}

/** Properties of a function of SAM: its own settings, and those that it takes from its provider as a whole. */
export function functionProperties(service: unknown, settings: unknown): Block {
  const provider = field(service, 'provider');
  const either = (name: string) => field(settings, name) ?? field(provider, name);
  const architecture = either('architecture');
  const mode = tracingMode(field(settings, 'tracing'));
  const onError = field(settings, 'onError');
  return {
    ...codeOf(service, settings),
    Runtime: field(settings, 'runtime') ?? undefined,
    Timeout: field(settings, 'timeout') ?? undefined,
    Architectures: architecture === undefined ? undefined : [architecture],
    Tracing: mode,
    Environment: { Variables: blockOf(field(settings, 'environment')) },
    Tags: blockOf(field(settings, 'tags')),
    Layers: either('layers') ?? undefined,
    VpcConfig: vpcConfig(either('vpc')),
    KmsKeyArn: field(settings, 'kmsKeyArn') ?? field(provider, 'kmsKeyArn'),
    ReservedConcurrentExecutions: field(settings, 'reservedConcurrency') ?? undefined,
    DeadLetterQueue: onError === undefined ? undefined : { Type: 'SNS', TargetArn: onError },
    EventInvokeConfig: invokeConfig(field(settings, 'destinations')),
    FunctionUrlConfig: urlConfig(field(settings, 'url')),
    FileSystemConfigs: itemsOf([field(settings, 'fileSystemConfig')])
      .filter(recordOf)
      .map((one) => ({
        Arn: field(one, 'arn'),
      })),
  };
}
