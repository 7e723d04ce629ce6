import { describe, expect, test } from 'vitest';
import type { TriggerAccess } from '../../../src/model/index.js';
import {
  callersIn,
  openPolicy,
  SOURCE_REGION,
  sourceArn,
  STARTED,
  type FakeAnswers,
} from '../../support/fake-sources.js';

const INVOKED = `arn:aws:apigateway:${SOURCE_REGION}:lambda:path/2015-03-31/functions/${STARTED}/invocations`;
const OF_ORGANISATION = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-secret' } } };

type Row = readonly [what: string, answers: FakeAnswers, access: TriggerAccess, statement: RegExp];

interface MethodFields {
  readonly authorizationType?: string;
  readonly apiKeyRequired?: boolean;
  readonly uri?: string;
}

function restApi(method: MethodFields, api: object = {}): FakeAnswers {
  const { uri = INVOKED, ...fields } = method;
  const made = { authorizationType: 'NONE', methodIntegration: { uri }, ...fields };
  const others = {
    authorizationType: 'NONE',
    methodIntegration: { uri: INVOKED.replace('orders', 'carts') },
  };
  return {
    'GetRestApi abc123': { id: 'abc123', ...api },
    'GetStages abc123': { item: [{ stageName: 'live', deploymentId: 'd1' }] },
    'GetResources abc123': {
      items: [
        { path: '/', resourceMethods: { GET: others } },
        { path: '/orders/{id}', resourceMethods: { POST: made, OPTIONS: { authorizationType: 'NONE' } } },
      ],
    },
  };
}

const PRIVATE = { endpointConfiguration: { types: ['PRIVATE'] } };
const escaped = (text: string): object => ({ policy: text.replaceAll('"', '\\"') });

describe('a REST API', () => {
  const arn = sourceArn('execute-api', 'abc123/*/POST/orders/*');
  test.each<Row>([
    ['without authorization', restApi({}), 'anyone', /authorizationType NONE/],
    ['with a key only', restApi({ apiKeyRequired: true }), 'anyone', /API key/],
    ['by IAM', restApi({ authorizationType: 'AWS_IAM' }), 'authenticated', /IAM/],
    ['by Cognito', restApi({ authorizationType: 'COGNITO_USER_POOLS' }), 'authenticated', /Cognito/],
    ['by an authorizer', restApi({ authorizationType: 'CUSTOM' }), 'authenticated', /authorizer/],
    ['by something new', restApi({ authorizationType: 'MAGIC' }), 'unknown', /MAGIC/],
    ['that is private', restApi({}, PRIVATE), 'account', /VPC/],
    [
      'for an organisation alone',
      restApi({}, escaped(openPolicy('execute-api:Invoke', OF_ORGANISATION))),
      'account',
      /resource policy/,
    ],
    ['with a policy for all', restApi({}, escaped(openPolicy('execute-api:Invoke'))), 'anyone', /NONE/],
    [
      'whose policy lets nobody in',
      restApi({}, escaped(openPolicy('execute-api:Invoke', { Effect: 'Deny' }))),
      'service',
      /lets nobody in/,
    ],
    ['without a stage', { ...restApi({}), 'GetStages abc123': {} }, 'service', /no stage/],
    [
      'with a stage that nothing is deployed to',
      { ...restApi({}), 'GetStages abc123': { item: [{ stageName: 'live' }] } },
      'service',
      /no stage/,
    ],
    [
      'whose stages are refused',
      { ...restApi({}), 'GetStages abc123': 'AccessDenied' },
      'unknown',
      /refused/,
    ],
    ['without a method for the function', restApi({ uri: 'arn:other' }), 'service', /no method/],
    [
      'whose method is that of a longer name',
      restApi({ uri: INVOKED.replace('orders/', 'orders-2/') }),
      'service',
      /no method/,
    ],
    [
      'whose stage names the function',
      restApi({ uri: INVOKED.replace('orders', '${stageVariables.fn}') }),
      'anyone',
      /NONE/,
    ],
    ['that is refused', { GetRestApi: 'AccessDeniedException' }, 'unknown', /apigateway:GET was refused/],
    ['that is gone', {}, 'unknown', /not found/],
  ])('%s', async (_, answers, ...expected) => {
    const found = await callersIn(answers, arn);
    expect([found?.access, found?.statement]).toEqual([expected[0], expect.stringMatching(expected[1])]);
  });

  test('a function that checks its callers hears everybody', async () => {
    const found = await callersIn(restApi({}), sourceArn('execute-api', 'abc123/authorizers/x1'));
    expect(found?.access).toBe('anyone');
  });

  test('a permission for no single API says nothing', async () => {
    expect((await callersIn({}, sourceArn('execute-api', '*/*/GET/')))?.access).toBe('unknown');
  });
});

function httpApi(route: object, more: object = {}): FakeAnswers {
  return {
    'GetApi abc123': { ProtocolType: 'HTTP', ...more },
    'GetRoutes abc123': {
      Items: [
        { RouteKey: 'GET /carts', AuthorizationType: 'NONE', Target: 'integrations/i2' },
        { RouteKey: 'POST /orders/{id}', Target: 'integrations/i1', ...route },
      ],
    },
    'GetIntegrations abc123': {
      Items: [
        { IntegrationId: 'i1', IntegrationUri: STARTED },
        { IntegrationId: 'i2', IntegrationUri: `${STARTED}-carts` },
      ],
    },
  };
}

function webSocket(connect: object): FakeAnswers {
  return {
    ...httpApi({}, { ProtocolType: 'WEBSOCKET' }),
    'GetRoutes abc123': {
      Items: [
        { RouteKey: '$connect', Target: 'integrations/i2', ...connect },
        { RouteKey: 'send', AuthorizationType: 'NONE', Target: 'integrations/i1' },
      ],
    },
  };
}

describe('an HTTP or WebSocket API', () => {
  const POST = 'abc123/*/POST/orders/{id}';
  test.each<readonly [string, string, FakeAnswers, TriggerAccess]>([
    ['without authorization', POST, httpApi({ AuthorizationType: 'NONE' }), 'anyone'],
    ['without a word about it', POST, httpApi({}), 'anyone'],
    ['by a token', POST, httpApi({ AuthorizationType: 'JWT' }), 'authenticated'],
    ['by an authorizer', POST, httpApi({ AuthorizationType: 'CUSTOM' }), 'authenticated'],
    [
      'by IAM, for all of its routes',
      'abc123/*/*',
      httpApi({ AuthorizationType: 'AWS_IAM' }),
      'authenticated',
    ],
    ['for a route of another method', 'abc123/*/GET/orders/*', httpApi({}), 'service'],
    ['with one route for all', 'abc123/*/$default', httpApi({ RouteKey: '$default' }), 'anyone'],
    ['of sockets, which anybody may open', 'abc123/*/send', webSocket({}), 'anyone'],
    [
      'of sockets, which callers open',
      'abc123/*/send',
      webSocket({ AuthorizationType: 'CUSTOM' }),
      'authenticated',
    ],
    ['of sockets, with a key', 'abc123/*/*', webSocket({ ApiKeyRequired: true }), 'anyone'],
    [
      'of which the routes are refused',
      POST,
      { ...httpApi({}), GetRoutes: 'AccessDeniedException', 'GetRoutes abc123': 'AccessDeniedException' },
      'unknown',
    ],
  ])('%s', async (_, ...[route, answers, access]) => {
    expect((await callersIn(answers, sourceArn('execute-api', route)))?.access).toBe(access);
  });
});

const GROUP = sourceArn('elasticloadbalancing', 'targetgroup/orders/abc');

function balancer(scheme: string, actions: readonly object[]): FakeAnswers {
  return {
    DescribeTargetGroups: { TargetGroups: [{ LoadBalancerArns: ['lb'] }] },
    DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'lb', Scheme: scheme }] },
    DescribeListeners: { Listeners: [{ ListenerArn: 'l1' }] },
    DescribeRules: { Rules: [{ Actions: [{ Type: 'fixed-response' }] }, { Actions: actions }] },
  };
}

describe('a load balancer', () => {
  const forward = { Type: 'forward', TargetGroupArn: GROUP };
  const weighted = { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: GROUP }] } };
  test.each<readonly [string, FakeAnswers, TriggerAccess]>([
    ['on the internet', balancer('internet-facing', [forward]), 'anyone'],
    ['on the internet, by weight', balancer('internet-facing', [weighted]), 'anyone'],
    ['that is internal', balancer('internal', [forward]), 'account'],
    [
      'that signs callers in',
      balancer('internet-facing', [{ Type: 'authenticate-oidc' }, forward]),
      'authenticated',
    ],
    [
      'that forwards elsewhere',
      balancer('internet-facing', [{ Type: 'forward', TargetGroupArn: 'g2' }]),
      'service',
    ],
    ['that nobody attached', { DescribeTargetGroups: { TargetGroups: [{}] } }, 'service'],
    ['that is refused', { DescribeTargetGroups: 'AccessDenied' }, 'unknown'],
  ])('%s', async (_, answers, access) => {
    expect((await callersIn(answers, GROUP))?.access).toBe(access);
  });
});
