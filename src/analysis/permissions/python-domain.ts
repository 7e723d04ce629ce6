import { sdkService } from '../../iam/index.js';
import type {
  CallArguments,
  OutsideValue,
  PythonDomain,
  PythonPlace,
  PythonValue,
} from '../../program/index.js';
import { clientCall, type ClientCall } from './python-client-calls.js';
import { isProvider, powertoolsOperation, type HelperOperation } from './python-helpers.js';
import { collectionCall, resourceCall, resourceMember, type ResourceResult } from './python-resources.js';
import type { PythonUse } from './python-uses.js';
import { textsOf, valueOf, whatOf, type Parameters, type What } from './python-what.js';

type Values = readonly PythonValue[];

const SESSIONS =
  /^(?:aio)?boto3\.(?:session\.)?Session$|^(?:aio)?botocore\.session\.(?:get_session|Session|AioSession)$|^boto3\.(?:_get_default_session|DEFAULT_SESSION)$/;
const FACTORIES: ReadonlyMap<string, 'client' | 'resource'> = new Map([
  ['client', 'client'],
  ['create_client', 'client'],
  ['resource', 'resource'],
]);
/** Packages whose code calls AWS in ways that are not followed. */
const CALLERS =
  /^(?:awswrangler|pynamodb|s3fs|s3path|cloudpathlib|smart_open|boto|crhelper|requests_aws4auth|aws_requests_auth|aws_secretsmanager_caching|amazondax|pyathena|redshift_connector|watchtower|kappa|localstack)(?:\.|$)|^botocore\.(?:auth|awsrequest|signers|endpoint|httpsession)(?:\.|$)/;
const POWERTOOLS = 'aws_lambda_powertools.';
/** Functions of Python that return, or later call, their first argument. */
const FIRST_ARGUMENT =
  /^(?:functools\.(?:partial|lru_cache|cache)|copy\.(?:copy|deepcopy)|contextlib\.(?:closing|aclosing)|typing\.cast|asyncio\.(?:create_task|ensure_future|wait_for|shield|run))$/;

function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const NO_ARGUMENTS: CallArguments = { positional: [], named: new Map() };

/** Where a request is made, and its parameters. */
interface Making {
  readonly place: PythonPlace;
  readonly parameters: Parameters;
}

interface UnknownCall extends Making {
  readonly name: string;
}

type MemberOf = (what: What, name: string, place: PythonPlace) => Values;
type CallOf = (what: What, args: CallArguments, place: PythonPlace) => Values;

/** Notes the AWS operations of a program that calls boto3, botocore, aioboto3 or Powertools. */
export class PythonSdkDomain implements PythonDomain {
  uses: PythonUse[] = [];
  reasons = new Set<string>();
  private readonly services = new Set<string>();
  private unknown: UnknownCall[] = [];
  /** Names that the program imports. */
  private readonly imports = new Set<string>();

  begin(): void {
    this.uses = [];
    this.reasons = new Set();
    this.unknown = [];
  }

  private use(service: string, operation: string, { place, parameters }: Making): void {
    const id = sdkService(service)?.id ?? service;
    this.uses.push({ service: id, operation, place, parameters });
  }

  imported(name: string): PythonValue {
    this.imports.add(name);
    if (name === 'os.environ') return valueOf({ is: 'environment' });
    return valueOf({ is: 'name', name });
  }

  private readonly members: Readonly<Partial<Record<What['is'], MemberOf>>> = {
    name: (what, name) =>
      what.is === 'name' && name !== '[]' ? [this.imported(`${what.name}.${name}`)] : [],
    session: (_, name) => {
      const makes = FACTORIES.get(name);
      return makes ? [valueOf({ is: 'factory', makes })] : [];
    },
    client: (what, name) => {
      if (what.is !== 'client' || name === 'meta' || name === 'exceptions') return [valueOf({ is: 'inert' })];
      return [valueOf({ is: 'method', service: what.service, method: name })];
    },
    operation: (what, name) =>
      what.is === 'operation' && name === what.starts ? [valueOf({ ...what, starts: '' })] : [],
    resource: (what, name, place) =>
      what.is === 'resource' ? this.take(resourceMember(what, name), { place, parameters: new Map() }) : [],
    collection: (what, name, place) => {
      if (what.is !== 'collection') return [];
      if (name !== '[]') return [valueOf({ is: 'collection method', collection: what, name })];
      return this.take(collectionCall(what, name), { place, parameters: new Map() });
    },
    provider: (what, name) =>
      what.is === 'provider' ? [valueOf({ is: 'name', name: `${POWERTOOLS}${what.provider}.${name}` })] : [],
    inert: () => [valueOf({ is: 'inert' })],
    environment: () => [valueOf({ is: 'environment' })],
  };

  member(value: OutsideValue, name: string, place: PythonPlace): Values {
    const what = whatOf(value);
    if (name !== '*') return this.members[what.is]?.(what, name, place) ?? [];
    if (what.is === 'client' || what.is === 'resource')
      this.reasons.add(`code calls a method of a ${what.is} of ${what.service} by a computed name`);
    return [];
  }

  item(value: OutsideValue, keys: Values, place: PythonPlace): Values {
    const what = whatOf(value);
    return what.is === 'environment'
      ? this.environment(what, { positional: [keys], named: new Map() }, place)
      : [];
  }

  /** `os.environ.get('TABLE')` */
  private readonly environment: CallOf = (_what, { positional: [names = []] }) =>
    textsOf(names).map((name) => ({ kind: 'environment', key: `environment:${name}`, name }));

  /** Notes the requests of a resource or client, and gives what it returns. */
  private take({ requests, values }: ResourceResult, { place, parameters: more }: Making): Values {
    for (const { service, operation, parameters } of requests)
      this.use(service, operation, { place, parameters: new Map([...more, ...parameters]) });
    return values;
  }

  private takeCall(call: ClientCall, place: PythonPlace): Values {
    for (const reason of call.reasons) this.reasons.add(reason);
    return this.take(call, { place, parameters: new Map() });
  }

  private readonly calls: Readonly<Partial<Record<What['is'], CallOf>>> = {
    name: (what, args, place) => (what.is === 'name' ? this.callName(what.name, args, place) : []),
    factory: (what, args) => (what.is === 'factory' ? this.create(what.makes, args) : []),
    method: (what, args, place) =>
      what.is === 'method' ? this.takeCall(clientCall(what, args, this.services), place) : [],
    operation: (what, { named: parameters }, place) => {
      if (what.is === 'operation' && what.starts === '')
        this.use(what.service, what.operation, { place, parameters });
      return [];
    },
    'resource method': (what, args, place) =>
      what.is === 'resource method'
        ? this.take(resourceCall(what.resource, what.name, args), { place, parameters: args.named })
        : [],
    'collection method': (what, args, place) =>
      what.is === 'collection method'
        ? this.take(collectionCall(what.collection, what.name), { place, parameters: args.named })
        : [],
    environment: this.environment,
  };

  call(value: OutsideValue, args: CallArguments, place: PythonPlace): Values {
    const what = whatOf(value);
    return this.calls[what.is]?.(what, args, place) ?? [];
  }

  private callName(name: string, args: CallArguments, place: PythonPlace): Values {
    if (name === 'os.getenv') return this.environment({ is: 'environment' }, args, place);
    if (name === 'boto3.client') return this.create('client', args);
    if (name === 'boto3.resource') return this.create('resource', args);
    if (SESSIONS.test(name)) return [valueOf({ is: 'session' })];
    if (FIRST_ARGUMENT.test(name)) return args.positional[0] ?? [];
    if (name.startsWith(POWERTOOLS)) return this.callPowertools(name.slice(POWERTOOLS.length), args, place);
    for (const value of [...args.positional.flat(), ...[...args.named.values()].flat()])
      if (value.kind === 'outside') this.escape(value, place);
    return [];
  }

  private callPowertools(name: string, args: CallArguments, place: PythonPlace): Values {
    const [owner = '', method = ''] = name.split('.').slice(-2);
    const helper = powertoolsOperation(`${owner}.${method}`) ?? powertoolsOperation(last(name));
    if (helper) this.useHelper(helper, args, place);
    return isProvider(last(name)) ? [valueOf({ is: 'provider', provider: last(name) })] : [];
  }

  private useHelper(
    { service, operations, parameter }: HelperOperation,
    { positional, named }: CallArguments,
    place: PythonPlace,
  ): void {
    const byName = ['table_name', 'name', 'bucket'].flatMap((name) => named.get(name) ?? []);
    const parameters = new Map(parameter === null ? [] : [[parameter, positional[0] ?? byName] as const]);
    for (const operation of operations) this.use(service, operation, { place, parameters });
  }

  /** `boto3.client('s3')` */
  private create(makes: 'client' | 'resource', { positional, named }: CallArguments): Values {
    const names = textsOf(positional[0] ?? named.get('service_name') ?? []);
    const known = names.filter((name) => sdkService(name) !== null);
    if (known.length === 0 || known.length < names.length)
      this.reasons.add('code makes a client of a service that it computes, or that is not known');
    for (const name of known) this.services.add(name);
    return known.map((service) =>
      valueOf(
        makes === 'client'
          ? { is: 'client', service }
          : { is: 'resource', service, type: '', ids: new Map() },
      ),
    );
  }

  callUnknown(name: string, { named }: CallArguments, place: PythonPlace): Values {
    if (name.includes('_')) this.unknown.push({ name, place, parameters: named });
    return [];
  }

  escape(value: OutsideValue, place: PythonPlace): void {
    const what = whatOf(value);
    if (what.is === 'method' || what.is === 'resource method') this.call(value, NO_ARGUMENTS, place);
    else if (what.is === 'client' || what.is === 'resource')
      this.reasons.add(`a ${what.is} of ${what.service} is handed to code that was not followed`);
    else if (what.is === 'session')
      this.reasons.add('a session of boto3 is handed to code that was not followed');
  }

  private addUnknown({ name, place, parameters }: UnknownCall): void {
    for (const service of this.services) {
      const operation = sdkService(service)?.operations.get(name);
      if (operation === undefined) continue;
      this.use(service, operation, { place, parameters });
      this.reasons.add(`code calls ${name} of an object of which it is not known where it comes from`);
    }
  }

  /** Adds calls of methods of which only the name is known, if a service whose client the program makes has them. */
  finish(): void {
    for (const call of this.unknown) this.addUnknown(call);
    for (const name of this.imports)
      if (CALLERS.test(name)) this.reasons.add(`${name.split('.', 1)[0]} may call AWS, and was not followed`);
  }
}
