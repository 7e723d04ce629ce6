import { limitOf } from '../../files/index.js';
import { entriesOf, field, fieldAt, itemsOf } from '../data.js';
import { callersByAuthorization, openCallers, type Callers } from '../authorization-words.js';
import {
  graphqlCallers,
  limitedByApi,
  methodCallers,
  referredResource,
  routeCallers,
  settingOf,
} from './api-callers.js';
import type { Connect } from './connection.js';
import { branchOf, referenceOf } from './intrinsics.js';
import { connectTargetGroup } from './load-balancers.js';
import { openApiConnections } from './open-api.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** Path of an API Gateway resource, joined from its parents' parts. */
function restPathOf(template: Template, resourceId: unknown, depth = 0): string {
  const resource = template.resources.get(referenceOf(resourceId) ?? '');
  if (resource?.type !== 'AWS::ApiGateway::Resource' || depth > limitOf('api-paths')) return '';
  const part = textPropertyOf(template, resource, 'PathPart') ?? '?';
  return `${restPathOf(template, propertyOf(template, resource, 'ParentId'), depth + 1)}/${part}`;
}

/** Callers with the resource that says so. */
function saidBy({ id }: Resource, { access, statement }: Callers): Callers {
  return { access, statement: `${statement} (${id})` };
}

const connectMethod: Connect = (template, method) => {
  const path = restPathOf(template, propertyOf(template, method, 'ResourceId')) || '/';
  const verb = textPropertyOf(template, method, 'HttpMethod') ?? 'ANY';
  const target = fieldAt(method.properties, 'Integration', 'Uri');
  return [
    {
      target,
      trigger: {
        type: 'http',
        detail: `${verb} ${path}`,
        ...saidBy(method, methodCallers(template, method)),
      },
    },
  ];
};

const connectRoute: Connect = (template, route) => [
  {
    target: propertyOf(template, route, 'Target'),
    trigger: {
      type: 'http',
      detail: textPropertyOf(template, route, 'RouteKey'),
      ...saidBy(route, routeCallers(template, route)),
    },
  },
];

/** An HTTP API that is made for one function, without routes of its own. */
const connectHttpApi: Connect = (template, api) => [
  {
    target: propertyOf(template, api, 'Target'),
    trigger: { type: 'http', detail: '$default', ...openCallers(`its API has no authorizer (${api.id})`) },
  },
  ...connectDefinition('Body')(template, api),
];

/** An API whose definition names functions. @param property that holds the definition. */
function connectDefinition(property: string): Connect {
  return (template, api) =>
    openApiConnections(template, propertyOf(template, api, property), (callers) =>
      limitedByApi(template, api, callers),
    );
}

const connectResolver: Connect = (template, source) => [
  {
    target: fieldAt(source.properties, 'LambdaConfig', 'LambdaFunctionArn'),
    trigger: {
      type: 'http',
      detail: `GraphQL (${source.id})`,
      ...graphqlCallers(template, referredResource(template, source, 'ApiId')),
    },
  },
];

const connectUrl: Connect = (template, url) => [
  {
    target: propertyOf(template, url, 'TargetFunctionArn'),
    trigger: {
      type: 'http',
      detail: 'function URL',
      ...saidBy(
        url,
        callersByAuthorization(settingOf(template, url.properties, ['AuthType', 'NONE']), 'AuthType'),
      ),
    },
  },
];

/** The functions that CloudFront runs at its edge. */
const connectDistribution: Connect = (template, distribution: Resource) => {
  const config = propertyOf(template, distribution, 'DistributionConfig');
  const behaviours = [
    field(config, 'DefaultCacheBehavior'),
    ...itemsOf(branchOf(field(config, 'CacheBehaviors'), template.scope)),
  ];
  return behaviours
    .flatMap((behaviour) => itemsOf(branchOf(field(behaviour, 'LambdaFunctionAssociations'), template.scope)))
    .map((association) => ({
      target: field(association, 'LambdaFunctionARN'),
      trigger: {
        type: 'http',
        detail: 'CloudFront',
        ...openCallers(`CloudFront runs it for every viewer (${distribution.id})`),
      },
    }));
};

/** A pool's functions, which run when users sign up or in. */
const connectUserPool: Connect = (template, pool) => {
  const creation = propertyOf(template, pool, 'AdminCreateUserConfig');
  const isClosed = String(branchOf(field(creation, 'AllowAdminCreateUserOnly'), template.scope)) === 'true';
  const who = isClosed ? 'users that an administrator created' : 'users of the pool; anybody may sign up';
  return entriesOf(propertyOf(template, pool, 'LambdaConfig')).map(([name, target]) => ({
    target,
    trigger: { type: 'auth', detail: name, access: 'service', statement: `${who} (${pool.id})` },
  }));
};

/** Resource types that let clients call functions. */
export const HTTP_CONNECTIONS: readonly (readonly [string, Connect])[] = [
  ['AWS::Lambda::Url', connectUrl],
  ['AWS::ApiGateway::Method', connectMethod],
  ['AWS::ApiGateway::RestApi', connectDefinition('Body')],
  ['AWS::Serverless::Api', connectDefinition('DefinitionBody')],
  ['AWS::Serverless::HttpApi', connectDefinition('DefinitionBody')],
  ['AWS::ApiGatewayV2::Api', connectHttpApi],
  ['AWS::ApiGatewayV2::Route', connectRoute],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', connectTargetGroup],
  ['AWS::AppSync::DataSource', connectResolver],
  ['AWS::CloudFront::Distribution', connectDistribution],
  ['AWS::Cognito::UserPool', connectUserPool],
];
