// Stands in where node_modules is older than package.json. Remove this file when every checkout has run `npm ci`: the packages have types of their own.

declare module '@aws-sdk/client-sqs' {
  class Command<Output> {
    constructor(input: object);
    readonly input: object;
    readonly output?: Output;
  }
  export class SQSClient {
    constructor(config: object);
    readonly middlewareStack: {
      add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
    };
    send<Output>(command: Command<Output>): Promise<Output>;
    destroy(): void;
  }
  export class GetQueueAttributesCommand extends Command<{
    readonly Attributes?: Readonly<Record<string, string>>;
  }> {}
  export class CreateQueueCommand extends Command<{ readonly QueueUrl?: string }> {}
  export class SetQueueAttributesCommand extends Command<object> {}
}
declare module '@aws-sdk/client-s3' {
  export interface PublicAccessBlockConfiguration {
    readonly RestrictPublicBuckets?: boolean;
    readonly IgnorePublicAcls?: boolean;
  }
  export interface GetBucketAclCommandOutput {
    readonly Grants?: readonly {
      readonly Grantee?: { readonly URI?: string };
      readonly Permission?: string;
    }[];
  }
  class Command<Output> {
    constructor(input: object);
    readonly input: object;
    readonly output?: Output;
  }
  export class S3Client {
    constructor(config: object);
    readonly middlewareStack: {
      add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
    };
    send<Output>(command: Command<Output>): Promise<Output>;
    destroy(): void;
  }
  export class GetBucketPolicyCommand extends Command<{ readonly Policy?: string }> {}
  export class GetPublicAccessBlockCommand extends Command<{
    readonly PublicAccessBlockConfiguration?: PublicAccessBlockConfiguration;
  }> {}
  export class GetBucketAclCommand extends Command<GetBucketAclCommandOutput> {}
  export class CreateBucketCommand extends Command<object> {}
  export class PutBucketPolicyCommand extends Command<object> {}
}
declare module '@aws-sdk/client-api-gateway' {
  export interface Method {
    readonly authorizationType?: string;
    readonly apiKeyRequired?: boolean;
    readonly methodIntegration?: { readonly uri?: string };
  }
  export interface Resource {
    readonly id?: string;
    readonly path?: string;
    readonly resourceMethods?: Readonly<Record<string, Method>>;
  }
  export interface RestApi {
    readonly id?: string;
    readonly policy?: string;
    readonly endpointConfiguration?: { readonly types?: readonly string[] };
  }
  class Command<Output> {
    constructor(input: object);
    readonly input: object;
    readonly output?: Output;
  }
  export class APIGatewayClient {
    constructor(config: object);
    readonly middlewareStack: {
      add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
    };
    send<Output>(command: Command<Output>): Promise<Output>;
    destroy(): void;
  }
  export class GetRestApiCommand extends Command<RestApi> {}
  export class GetResourcesCommand extends Command<{
    readonly items?: Resource[];
    readonly position?: string;
  }> {}
  export class CreateRestApiCommand extends Command<RestApi> {}
  export class CreateResourceCommand extends Command<Resource> {}
  export class PutMethodCommand extends Command<object> {}
  export class PutIntegrationCommand extends Command<object> {}
}
declare module '@aws-sdk/client-apigatewayv2' {
  export interface GetApiResponse {
    readonly ProtocolType?: string;
  }
  export interface Route {
    readonly RouteKey: string | undefined;
    readonly AuthorizationType?: string;
    readonly ApiKeyRequired?: boolean;
    readonly Target?: string;
  }
  export interface Integration {
    readonly IntegrationId?: string;
    readonly IntegrationUri?: string;
  }
  class Command<Output> {
    constructor(input: object);
    readonly input: object;
    readonly output?: Output;
  }
  export class ApiGatewayV2Client {
    constructor(config: object);
    readonly middlewareStack: {
      add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
    };
    send<Output>(command: Command<Output>): Promise<Output>;
    destroy(): void;
  }
  export class GetApiCommand extends Command<GetApiResponse> {}
  export class GetRoutesCommand extends Command<{ readonly Items?: Route[]; readonly NextToken?: string }> {}
  export class GetIntegrationsCommand extends Command<{
    readonly Items?: Integration[];
    readonly NextToken?: string;
  }> {}
  export class CreateApiCommand extends Command<{ readonly ApiId?: string }> {}
  export class CreateIntegrationCommand extends Command<Integration> {}
  export class CreateRouteCommand extends Command<object> {}
}
declare module '@aws-sdk/client-elastic-load-balancing-v2' {
  export interface Action {
    readonly Type: string | undefined;
    readonly TargetGroupArn?: string;
    readonly ForwardConfig?: { readonly TargetGroups?: readonly { readonly TargetGroupArn?: string }[] };
  }
  export interface LoadBalancer {
    readonly LoadBalancerArn?: string;
    readonly Scheme?: string;
  }
  class Command<Output> {
    constructor(input: object);
    readonly input: object;
    readonly output?: Output;
  }
  export class ElasticLoadBalancingV2Client {
    constructor(config: object);
    readonly middlewareStack: {
      add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
    };
    send<Output>(command: Command<Output>): Promise<Output>;
    destroy(): void;
  }
  export class DescribeTargetGroupsCommand extends Command<{
    readonly TargetGroups?: readonly { readonly LoadBalancerArns?: string[] }[];
  }> {}
  export class DescribeLoadBalancersCommand extends Command<{ readonly LoadBalancers?: LoadBalancer[] }> {}
  export class DescribeListenersCommand extends Command<{
    readonly Listeners?: readonly { readonly ListenerArn?: string }[];
    readonly NextMarker?: string;
  }> {}
  export class DescribeRulesCommand extends Command<{
    readonly Rules?: readonly { readonly Actions?: Action[] }[];
    readonly NextMarker?: string;
  }> {}
  export class CreateLoadBalancerCommand extends Command<{ readonly LoadBalancers?: LoadBalancer[] }> {}
  export class CreateTargetGroupCommand extends Command<{
    readonly TargetGroups?: readonly { readonly TargetGroupArn?: string }[];
  }> {}
  export class CreateListenerCommand extends Command<object> {}
}
