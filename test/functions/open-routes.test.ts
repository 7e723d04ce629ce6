import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import { describe, expect, it, test } from 'vitest';
import { isChanging, openRoutes, routeWords } from '../../src/functions/open-routes.js';
import type { Trigger } from '../../src/model/index.js';

const open = (detail: string | null, fields: Partial<Trigger> = {}): Trigger => ({
  type: 'http',
  detail,
  access: 'anyone',
  statement: 'anybody may call it: no authorizer',
  ...fields,
});

describe('routes that everybody may call', () => {
  test.each([
    ['POST /orders', true],
    ['ANY /{proxy+}', true],
    ['* /', true],
    ['$default', true],
    ['GET /orders', true],
    ['OPTIONS /orders', false],
    ['function URL', false],
    ['CloudFront', false],
    ['GraphQL (Source)', false],
    [null, false],
  ])('%s: %s', (detail, isRoute) => expect(openRoutes([open(detail)])).toHaveLength(isRoute ? 1 : 0));

  test.each([
    ['identified callers', { access: 'authenticated' }],
    ['callers that were not seen', { access: 'unknown' }],
    ['callers with an API key', { statement: 'anybody may call it: an API key alone is no authentication' }],
    ['a queue', { type: 'queue' }],
  ] as const)('not for %s', (_, fields) => expect(openRoutes([open('POST /orders', fields)])).toEqual([]));
});

test.each([
  ['GET /orders', false],
  ['HEAD /orders', false],
  ['DELETE /orders/{id}', true],
  ['ANY /', true],
  ['$default', true],
])('%s may change things: %s', (detail, changes) => expect(isChanging(open(detail))).toBe(changes));

it('names five routes, and says what lets everybody in', () => {
  const routes = [1, 2, 3, 4, 5, 6, 7].map((one) => open(`GET /${one}`));
  expect(routeWords(routes)).toBe(
    'GET /1, GET /2, GET /3, GET /4, GET /5 and 2 more: anybody may call it: no authorizer',
  );
});

test.each([
  ['$connect', undefined, ['$connect']],
  ['$connect', 'AWS_IAM', []],
  ['sendMessage', undefined, []],
])('a WebSocket API checks clients when they connect: %s, %s', (RouteKey, AuthorizationType, expected) => {
  const Properties = { ApiId: { Ref: 'A' }, RouteKey, AuthorizationType, Target: { Ref: 'F' } };
  const Resources = {
    F: { Type: 'AWS::Lambda::Function', Properties: {} },
    A: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
    R: { Type: 'AWS::ApiGatewayV2::Route', Properties },
  };
  const [facts] = readCloudFormation(JSON.stringify({ Resources }), 't.json').functions;
  expect(openRoutes(facts?.triggers ?? []).map(({ detail }) => detail)).toEqual(expected);
});
