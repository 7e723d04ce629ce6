import { sdkService } from '../../iam/index.js';
import type {
  CallArguments,
  OutsideValue,
  PythonDomain,
  PythonPlace,
  PythonValue,
} from '../../program/index.js';
import { clientCall, ownWaiter, type ClientCall } from './python-client-calls.js';
import {
  CALLERS,
  CLASS_LIKE,
  FACTORIES,
  FIRST_ARGUMENT,
  helperParameters,
  isProvider,
  POWERTOOLS,
  powertoolsOperation,
  SESSIONS,
  STANDARD,
} from './python-helpers.js';
import { collectionCall, resourceCall, resourceMember, type ResourceResult } from './python-resources.js';
import { usesByName, type UnknownCall } from './python-unknown-calls.js';
import type { PythonUse } from './python-uses.js';
import { textsOf, valueOf, valueOfType, whatOf, type Parameters, type What } from './python-what.js';

type Values = readonly PythonValue[];

const NO_ARGUMENTS: CallArguments = { positional: [], named: new Map() };

/** Where a request is made, and its parameters. */
interface Making {
  readonly place: PythonPlace;
  readonly parameters: Parameters;
}

type MemberOf = (what: What, name: string, place: PythonPlace) => Values;
type CallOf = (what: What, args: CallArguments, place: PythonPlace) => Values | null;

/** Data, such as an answer of AWS. */
const DATA = valueOf({ is: 'inert' });

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

  readonly data = DATA;

  nameOf(value: OutsideValue): string | null {
    const what = whatOf(value);
    return what.is === 'name' ? what.name : null;
  }

  /** An instance of a class of other code, by the name of the class; else data. */
  returned(callee: OutsideValue): PythonValue {
    const name = this.nameOf(callee) ?? '';
    return CLASS_LIKE.test(name) && !name.includes('()') ? this.imported(`${name}()`) : DATA;
  }

  imported(name: string): PythonValue {
    this.imports.add(name);
    if (name === 'os.environ') return valueOf({ is: 'environment' });
    return valueOf({ is: 'name', name });
  }

  private readonly members: Readonly<Partial<Record<What['is'], MemberOf>>> = {
    name: (what, name) =>
      what.is === 'name' && name !== '[]' ? [this.imported(`${what.name}.${name}`)] : [DATA],
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

  item(value: OutsideValue, keys: Values): Values {
    if (whatOf(value).is !== 'environment') return [DATA];
    return this.environment({ is: 'environment' }, { positional: [keys], named: new Map() });
  }

  /** `os.environ.get('TABLE')` */
  private readonly environment = (_what: What, { positional: [names = []] }: CallArguments): Values =>
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
      return [DATA];
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

  call(value: OutsideValue, args: CallArguments, place: PythonPlace): Values | null {
    const what = whatOf(value);
    const call = this.calls[what.is];
    if (!call) return null;
    const results = call(what, args, place);
    return results?.length === 0 && what.is !== 'factory' ? [DATA] : results;
  }

  private callName(name: string, args: CallArguments, place: PythonPlace): Values | null {
    if (name === 'os.getenv') return this.environment({ is: 'environment' }, args);
    const makes = /^boto3\.(client|resource)$/.exec(name)?.[1];
    if (makes) return this.create(makes === 'client' ? makes : 'resource', args);
    if (SESSIONS.test(name)) return [valueOf({ is: 'session' })];
    if (FIRST_ARGUMENT.test(name)) return args.positional[0] ?? [];
    if (name.startsWith(POWERTOOLS)) return this.callPowertools(name.slice(POWERTOOLS.length), args, place);
    if (name === 'botocore.waiter.create_waiter_with_client') return ownWaiter(args);
    this.handOver(name, args, place);
    return null;
  }

  /** Code that is not followed gets the values of arguments. That of Python's own library calls no methods of clients. */
  private handOver(name: string, args: CallArguments, place: PythonPlace): void {
    for (const value of [...args.positional.flat(), ...[...args.named.values()].flat()]) {
      if (value.kind !== 'outside') continue;
      if (STANDARD.test(name)) this.passOn(value, place);
      else this.escape(value, place);
    }
  }

  /** Code of Python's library may call a method that it gets. */
  private passOn(value: OutsideValue, place: PythonPlace): void {
    const what = whatOf(value);
    if (what.is === 'method' || what.is === 'resource method') this.call(value, NO_ARGUMENTS, place);
  }

  private callPowertools(name: string, args: CallArguments, place: PythonPlace): Values {
    const [helper, owner] = [powertoolsOperation(name), name.slice(name.lastIndexOf('.') + 1)];
    if (helper) {
      const parameters = helperParameters(helper, args);
      for (const operation of helper.operations) this.use(helper.service, operation, { place, parameters });
    }
    return isProvider(owner) ? [valueOf({ is: 'provider', provider: owner })] : [];
  }

  /** `boto3.client('s3')` */
  private create(makes: 'client' | 'resource', { positional, named }: CallArguments): Values {
    const values = positional[0] ?? named.get('service_name') ?? [];
    const names = textsOf(values);
    const known = names.filter((name) => sdkService(name) !== null);
    if (known.length === 0 || known.length < values.length)
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

  typed(name: string): Values {
    const value = valueOfType(name);
    const what = value && whatOf(value);
    if (what?.is === 'client' || what?.is === 'resource') this.services.add(what.service);
    return value ? [value] : [];
  }

  callUnknown(name: string, { named }: CallArguments, place: PythonPlace): Values {
    this.unknown.push({ name, place, parameters: named });
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

  /** Adds calls of methods of which only the name is known, if a service whose client the program makes has them. */
  finish(): void {
    const { uses, reasons } = usesByName(this.unknown, this.services);
    for (const { service, operation, ...making } of uses) this.use(service, operation, making);
    for (const reason of reasons) this.reasons.add(reason);
    for (const name of this.imports)
      if (CALLERS.test(name)) this.reasons.add(`${name.split('.', 1)[0]} may call AWS, and was not followed`);
  }
}
