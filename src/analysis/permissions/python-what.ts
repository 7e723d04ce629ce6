import { sdkService, type SdkRequest } from '../../iam/index.js';
import type { OutsideValue, PythonValue } from '../../program/index.js';
import { SESSIONS } from './python-helpers.js';

type Values = readonly PythonValue[];

/** Parameters of requests by name; those that a resource of boto3 adds are of its identifiers. */
export type Parameters = ReadonlyMap<string, Values>;

/** A resource of boto3: `dynamodb`'s `Table`; '' is the service. */
export interface ResourceValue {
  readonly is: 'resource';
  readonly service: string;
  readonly type: string;
  /** Values of its identifiers. */
  readonly ids: Parameters;
}

/** What is known of a value of the SDK, or of other code that is not followed. */
export type What =
  /** Something that code imports: `boto3.client`. */
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'session' }
  /** `session.client` */
  | { readonly is: 'factory'; readonly makes: 'client' | 'resource' }
  | { readonly is: 'client'; readonly service: string }
  /** A method of a client. */
  | { readonly is: 'method'; readonly service: string; readonly method: string }
  /** What waits for, or lists the pages of, an operation. */
  | {
      readonly is: 'operation';
      readonly service: string;
      readonly operation: string;
      readonly starts: string;
    }
  | ResourceValue
  /** A method of a resource, of one of its lists, or of its batch writer. */
  | { readonly is: 'resource method'; readonly resource: ResourceValue; readonly name: string }
  | {
      readonly is: 'collection';
      readonly resource: ResourceValue;
      readonly type: string;
      readonly request: SdkRequest;
    }
  | {
      readonly is: 'collection method';
      readonly collection: What & { is: 'collection' };
      readonly name: string;
    }
  /** A provider of Powertools' parameters. */
  | { readonly is: 'provider'; readonly provider: string }
  /** `os.environ` */
  | { readonly is: 'environment' }
  | { readonly is: 'inert' };

/** The key of a value by all that is known of it. */
function keyOf(what: What): string {
  return JSON.stringify(what, (_name, value: unknown) =>
    value instanceof Map
      ? [...value].map(([name, values]) => [name, (values as Values).map(({ key }) => key)])
      : value,
  );
}

export function valueOf(what: What): OutsideValue {
  return { kind: 'outside', key: keyOf(what), what };
}

export function whatOf({ what }: OutsideValue): What {
  return what as What;
}

/** The texts among some values. */
export function textsOf(values: Values): readonly string[] {
  return values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
}

/** Packages that only hold types of boto3: `mypy_boto3_s3.client.S3Client`. https://youtype.github.io/types_boto3_docs/ */
const STUBS =
  /^(?:mypy_boto3|types_boto3|types_aiobotocore|types_aioboto3)_([a-z0-9_]+)\.(?:(\w+)\.)?([A-Za-z]\w*)$/;

function ofService(service: string, module: string, type: string): OutsideValue | null {
  if (/^\w*Client$/.test(type)) return valueOf({ is: 'client', service });
  if (type.endsWith('ServiceResource')) return valueOf({ is: 'resource', service, type: '', ids: new Map() });
  const operation = /^(\w+)Paginator$/.exec(type)?.[1];
  if (operation !== undefined) return valueOf({ is: 'operation', service, operation, starts: 'paginate' });
  const isResource = module === 'service_resource' && sdkService(service)?.resources[type] !== undefined;
  return isResource ? valueOf({ is: 'resource', service, type, ids: new Map() }) : null;
}

/** The client, resource or session that a type stands for; null for others. */
export function valueOfType(name: string): OutsideValue | null {
  if (SESSIONS.test(name)) return valueOf({ is: 'session' });
  const [, written = '', module = '', type = ''] = STUBS.exec(name) ?? [];
  const service = written.replaceAll('_', '-').replace(/-$/, '');
  return sdkService(service) === null ? null : ofService(service, module, type);
}
