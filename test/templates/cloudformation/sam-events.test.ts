import { expect, test } from 'vitest';
import { exposureInTemplate } from '../../support/exposure-in.js';

function sam(Events: object, others: object = {}) {
  return { Fn: { Type: 'AWS::Serverless::Function', Properties: { Events } }, ...others };
}

function samApi(Type: string, Properties: object, others: object = {}) {
  return sam({ E: { Type, Properties: { Path: '/a', Method: 'get', ...Properties } } }, others);
}

const rest = (Auth: object | undefined, more: object = {}) => ({
  Api: { Type: 'AWS::Serverless::Api', Properties: { Auth, ...more } },
});
const toApi = { RestApiId: { Ref: 'Api' } };
const httpApi = (Auth: object | undefined) => ({
  Http: { Type: 'AWS::Serverless::HttpApi', Properties: { Auth } },
});
const toHttp = { ApiId: { Ref: 'Http' } };

/** Case, resources, level, words of the most open statement, and Globals. */
type Row = readonly [string, object, string, string?, object?];

const ROWS: readonly Row[] = [
  ['no events', sam({}), 'noneSeen'],
  ['API without authorizer', samApi('Api', {}), 'public', 'no authorizer'],
  [
    'default authorizer in Globals',
    samApi('Api', {}),
    'account',
    'authorizer Pool',
    { Api: { Auth: { DefaultAuthorizer: 'Pool' } } },
  ],
  [
    'default authorizer of its API',
    samApi('Api', toApi, rest({ DefaultAuthorizer: 'Pool' })),
    'account',
    'Pool',
  ],
  [
    'opened again by the event',
    samApi('Api', { ...toApi, Auth: { Authorizer: 'NONE' } }, rest({ DefaultAuthorizer: 'Pool' })),
    'public',
    'Authorizer NONE',
  ],
  ['IAM by the event', samApi('Api', { Auth: { Authorizer: 'AWS_IAM' } }), 'account', 'signed by IAM'],
  [
    'API key only',
    samApi('Api', { Auth: { ApiKeyRequired: true } }),
    'public',
    'an API key alone is no authentication',
  ],
  ['API key for all', samApi('Api', toApi, rest({ ApiKeyRequired: true })), 'public', 'API key alone'],
  [
    'private API',
    samApi('Api', toApi, rest(undefined, { EndpointConfiguration: { Type: 'PRIVATE' } })),
    'account',
    'the API is private',
  ],
  [
    'whitelisted addresses',
    samApi('Api', toApi, rest({ ResourcePolicy: { IpRangeWhitelist: ['10.0.0.0/8'] } })),
    'account',
    'IpRangeWhitelist',
  ],
  [
    'API of another stack',
    samApi('Api', { RestApiId: { 'Fn::ImportValue': 'x' } }),
    'unknown',
    'not in the template',
  ],
  [
    'definition in another file',
    samApi('Api', toApi, rest(undefined, { DefinitionUri: 'a.yaml' })),
    'unknown',
    'another file',
  ],
  [
    'security of its definition',
    samApi(
      'Api',
      toApi,
      rest(undefined, {
        DefinitionBody: {
          paths: { '/a': { get: { security: [{ Pool: [] }] } } },
          components: { securitySchemes: { Pool: { type: 'apiKey', 'x-amazon-apigateway-authorizer': {} } } },
        },
      }),
    ),
    'account',
    'Pool',
  ],
  ['HTTP API', samApi('HttpApi', {}), 'public', 'no authorizer'],
  [
    'HTTP API with JWT',
    samApi('HttpApi', toHttp, httpApi({ DefaultAuthorizer: 'Jwt' })),
    'account',
    'authorizer Jwt',
  ],
  [
    'authorizer of the deployment',
    samApi('HttpApi', { Auth: { Authorizer: { Ref: 'Which' } } }),
    'unknown',
    'set by the deployment',
  ],
  [
    'function URL',
    { Fn: { Type: 'AWS::Serverless::Function', Properties: { FunctionUrlConfig: { AuthType: 'NONE' } } } },
    'public',
    'AuthType NONE',
  ],
  [
    'function URL by IAM',
    { Fn: { Type: 'AWS::Serverless::Function', Properties: { FunctionUrlConfig: { AuthType: 'AWS_IAM' } } } },
    'account',
    'AWS_IAM',
  ],
  [
    'schedule',
    sam({ E: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } }),
    'internal',
    'this account only',
  ],
  ['event rule', sam({ E: { Type: 'EventBridgeRule', Properties: { Pattern: {} } } }), 'internal'],
  [
    'own queue',
    sam(
      { E: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': ['Q', 'Arn'] } } } },
      { Q: { Type: 'AWS::SQS::Queue' } },
    ),
    'internal',
    'no policy of the template',
  ],
  [
    'queue of another stack',
    sam({ E: { Type: 'SQS', Properties: { Queue: 'arn:aws:sqs:r:111122223333:q' } } }),
    'unknown',
    'was not seen',
  ],
  [
    'user pool',
    sam({ E: { Type: 'Cognito', Properties: { UserPool: { Ref: 'P' } } } }),
    'internal',
    'anybody may belong who can sign up',
  ],
  ['IoT rule', sam({ E: { Type: 'IoTRule', Properties: { Sql: 'SELECT *' } } }), 'account', 'devices'],
  ['any Alexa skill', sam({ E: { Type: 'AlexaSkill' } }), 'public', 'no SkillId'],
  [
    'the most open one counts',
    sam({
      A: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } },
      B: { Type: 'HttpApi', Properties: { Path: '/', Method: 'any' } },
    }),
    'public',
    'http ANY /',
  ],
];

test.each(
  ROWS.map(
    ([name, resources, level, words = '', globals = {}]) =>
      [name, { resources, level, words, globals }] as const,
  ),
)('SAM: %s', (_, { resources, level, words, globals }) => {
  const exposure = exposureInTemplate(resources, globals);
  expect(exposure?.level).toBe(level);
  expect(exposure?.statements[0] ?? '').toContain(words);
});
