import { entriesOf, field, fieldAt, itemsOf, recordOf, stringOf } from '../../templates/index.js';
import { functionProperties, tracingMode } from './function-properties.js';
import { functionIdOf, layerIdOf } from './logical-names.js';
import { blockOf, entriesIn, unknownIn, type Block } from './service-blocks.js';
import { REST_API, translateEvent, type ServiceResource } from './service-events.js';
import { functionRole, namedServiceRole, SERVICE_ROLE, serviceRole } from './service-roles.js';

/** A service as a template of SAM, which the readers of templates know. */
export interface ServiceTemplate {
  readonly template: unknown;
  /** Logical id of each function → its path in the service. */
  readonly functionPaths: ReadonlyMap<string, readonly string[]>;
  /** Logical id of each resource of the user's own → its path in the service; of one of an event: the event's. */
  readonly resourcePaths: ReadonlyMap<string, readonly string[]>;
  /** Parts of which only the deployment knows what they hold: `functions`, `functions.api.events`. */
  readonly unknownParts: readonly string[];
}

/** Seconds until a call ends where the service sets none. https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
const DEFAULT_TIMEOUT = 6;

/** Joins a resource that the framework makes with the user's own of the same logical id. */
function joined(made: unknown, own: unknown, depth = 0): unknown {
  if (Array.isArray(made) && Array.isArray(own)) return [...itemsOf(made), ...itemsOf(own)];
  if (!recordOf(made) || !recordOf(own) || depth > 5) return own ?? made;
  const all = new Map(entriesOf(made));
  for (const [key, value] of entriesOf(own)) all.set(key, joined(all.get(key), value, depth + 1));
  return Object.fromEntries(all);
}

/** A function of the service, before its role is known. */
interface ServiceFunction {
  readonly id: string;
  readonly settings: unknown;
  readonly made: ServiceResource;
}

class TemplateBuilder {
  readonly resources = new Map<string, unknown>();
  readonly functionPaths = new Map<string, readonly string[]>();
  readonly resourcePaths = new Map<string, readonly string[]>();
  readonly unknownParts: string[] = [];
  private readonly service: unknown;
  private readonly provider: unknown;

  constructor(service: unknown) {
    this.service = service;
    this.provider = field(service, 'provider');
  }

  build(): unknown {
    const { service, provider } = this;
    const sections = entriesIn(field(service, 'resources'), ['resources']);
    this.unknownParts.push(
      ...unknownIn(field(service, 'functions'), 'functions'),
      ...unknownIn(field(service, 'resources'), 'resources'),
      ...unknownIn(field(provider, 'environment'), 'provider.environment'),
    );
    this.addOwn(sections, 'Resources');
    this.addApi();
    this.addLayers();
    const functions = entriesIn(field(service, 'functions'), ['functions']).map((one) => this.translate(one));
    this.addFunctions(functions);
    this.addOwn(sections, 'extensions');
    const kept = sections.filter(([name]) => ['Parameters', 'Mappings', 'Conditions'].includes(name));
    return {
      ...Object.fromEntries(kept.map(([name, value]) => [name, value])),
      Globals: { Function: this.defaults() },
      Resources: Object.fromEntries(this.resources),
    };
  }

  private defaults(): Block {
    const { provider } = this;
    return {
      Runtime: field(provider, 'runtime') ?? undefined,
      Timeout: field(provider, 'timeout') ?? DEFAULT_TIMEOUT,
      Tracing: tracingMode(fieldAt(provider, 'tracing', 'lambda')),
      Environment: { Variables: blockOf(field(provider, 'environment')) },
      Tags: blockOf(field(provider, 'tags')),
    };
  }

  private addOwn(sections: ReturnType<typeof entriesIn>, section: string): void {
    for (const [name, block, path] of sections)
      for (const [id, value] of name === section ? entriesOf(block) : []) {
        this.resources.set(id, joined(this.resources.get(id), value));
        this.resourcePaths.set(id, [...path, id]);
      }
  }

  private addMade(id: string, made: ServiceResource): void {
    this.resources.set(id, joined(made, this.resources.get(id)));
  }

  private addApi(): void {
    const { provider } = this;
    const gateway = field(provider, 'apiGateway');
    const Statement = field(gateway, 'resourcePolicy') ?? field(provider, 'resourcePolicy');
    const Policy = Statement === undefined ? undefined : { Version: '2012-10-17', Statement };
    const type = field(provider, 'endpointType') ?? field(gateway, 'endpointType');
    const EndpointConfiguration = type === undefined ? undefined : { Types: [type] };
    this.addMade(REST_API, { Type: 'AWS::Serverless::Api', Properties: { Policy, EndpointConfiguration } });
  }

  private addLayers(): void {
    for (const [key, layer] of entriesIn(field(this.service, 'layers'), [])) {
      const ContentUri = fieldAt(layer, 'package', 'artifact') ?? field(layer, 'path');
      const Properties = { ContentUri, LayerName: field(layer, 'name') ?? key };
      this.addMade(layerIdOf(key), { Type: 'AWS::Serverless::LayerVersion', Properties });
    }
  }

  /** Translates a function, and adds the resources of its events. */
  private translate([key, settings, path]: ReturnType<typeof entriesIn>[number]): ServiceFunction {
    const id = functionIdOf(key);
    this.functionPaths.set(id, path);
    this.unknownParts.push(
      ...unknownIn(settings, path.join('.')),
      ...unknownIn(field(settings, 'events'), [...path, 'events'].join('.')),
      ...unknownIn(field(settings, 'environment'), [...path, 'environment'].join('.')),
    );
    const events = itemsOf(field(settings, 'events')).map((event, at) => {
      const [[kind, value] = [stringOf(event) ?? 'unknown', null]] = entriesOf(event);
      return translateEvent({ kind, value, functionId: id, at });
    });
    for (const [at, { resources }] of events.entries())
      for (const [resourceId, made] of resources) {
        this.addMade(resourceId, made);
        if (!this.resourcePaths.has(resourceId))
          this.resourcePaths.set(resourceId, [...path, 'events', String(at)]);
      }
    const Properties = {
      FunctionName: field(settings, 'name') ?? this.nameOf(key),
      ...functionProperties(this.service, settings),
      Events: Object.fromEntries(events.flatMap(({ event }, at) => (event ? [[String(at), event]] : []))),
    };
    return { id, settings, made: { Type: 'AWS::Serverless::Function', Properties } };
  }

  /** `service-stage-key`, the name that the framework gives. */
  private nameOf(key: string): string | undefined {
    const service = field(this.service, 'service');
    const name = stringOf(service) ?? stringOf(field(service, 'name'));
    const stage = stringOf(field(this.provider, 'stage') ?? 'dev');
    return name === null || stage === null ? undefined : `${name}-${stage}-${key}`;
  }

  private addFunctions(functions: readonly ServiceFunction[]): void {
    const shared: ServiceResource[] = [];
    for (const one of functions) {
      const Role = this.roleOf(one);
      if (Role === undefined) shared.push(one.made);
      const Properties = { ...one.made.Properties, Role: Role ?? { 'Fn::GetAtt': [SERVICE_ROLE, 'Arn'] } };
      this.addMade(one.id, { ...one.made, Properties });
    }
    if (shared.length > 0) this.addMade(SERVICE_ROLE, serviceRole(this.provider, shared));
  }

  /** A role of the function's own, or that the provider names; undefined for the one that the framework makes. */
  private roleOf({ id, settings, made }: ServiceFunction): unknown {
    const role = field(settings, 'role');
    if (role === undefined && field(settings, 'iamRoleStatements') !== undefined) {
      this.addMade(`${id}Role`, functionRole(this.provider, settings, made));
      return { 'Fn::GetAtt': [`${id}Role`, 'Arn'] };
    }
    const named = role ?? namedServiceRole(this.provider);
    const text = stringOf(named);
    return text !== null && this.resources.has(text) ? { 'Fn::GetAtt': [text, 'Arn'] } : named;
  }
}

/** Translates a service whose variables are resolved. */
export function serviceTemplate(service: unknown): ServiceTemplate {
  const builder = new TemplateBuilder(service);
  const template = builder.build();
  const { functionPaths, resourcePaths, unknownParts } = builder;
  return { template, functionPaths, resourcePaths, unknownParts };
}
