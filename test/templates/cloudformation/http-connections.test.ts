import { FN, permission, FN_ARN as ARN, testExposures, type ExposureRow } from '../../support/exposure-in.js';

const method = (Properties: object, others: object = {}) => ({
  ...FN,
  M: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: 'POST',
      Integration: { Uri: { 'Fn::Sub': 'arn:x:${Fn.Arn}/invocations' } },
      RestApiId: { Ref: 'Api' },
      ...Properties,
    },
  },
  ...others,
});
const route = (Properties: object, ProtocolType = 'HTTP', others: object = {}) => ({
  ...FN,
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType } },
  I: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: ARN } },
  R: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'I' }]] },
      RouteKey: 'GET /a',
      ...Properties,
    },
  },
  ...others,
});
const connect = (AuthorizationType: string) => ({
  C: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId: { Ref: 'Api' }, RouteKey: '$connect', AuthorizationType },
  },
});
const graphql = (properties: object) => ({
  ...FN,
  Api: { Type: 'AWS::AppSync::GraphQLApi', Properties: properties },
  D: {
    Type: 'AWS::AppSync::DataSource',
    Properties: { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] }, LambdaConfig: { LambdaFunctionArn: ARN } },
  },
});

const ROWS: readonly ExposureRow[] = [
  ['method', method({ AuthorizationType: 'NONE' }), 'public', 'AuthorizationType NONE (M)'],
  ['method without a type', method({}), 'public', 'NONE'],
  ['method by IAM', method({ AuthorizationType: 'AWS_IAM' }), 'account', 'IAM'],
  ['method by Cognito', method({ AuthorizationType: 'COGNITO_USER_POOLS' }), 'account', 'Cognito'],
  ['method by an authorizer', method({ AuthorizationType: 'CUSTOM' }), 'account', 'Lambda authorizer'],
  [
    'method with an API key',
    method({ AuthorizationType: 'NONE', ApiKeyRequired: true }),
    'public',
    'API key alone',
  ],
  [
    'method of the deployment',
    method({ AuthorizationType: { Ref: 'P' } }),
    'unknown',
    'set by the deployment',
  ],
  [
    'method of a private API',
    method(
      {},
      {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: { EndpointConfiguration: { Types: ['PRIVATE'] } },
        },
      },
    ),
    'account',
    'private',
  ],
  [
    'method of an API with a policy',
    method(
      {},
      {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: {
            Policy: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: '*',
                  Action: 'execute-api:Invoke',
                  Resource: '*',
                  Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
                },
              ],
            },
          },
        },
      },
    ),
    'account',
    'aws:sourceip',
  ],
  [
    'method of an API with an open policy',
    method(
      {},
      {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: {
            Policy: {
              Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
            },
          },
        },
      },
    ),
    'public',
  ],
  ['route', route({}), 'public', 'NONE (R)'],
  ['route with JWT', route({ AuthorizationType: 'JWT' }), 'account', 'JWT'],
  ['WebSocket, open at connect', route({ RouteKey: 'sendMessage' }, 'WEBSOCKET', connect('NONE')), 'public'],
  [
    'WebSocket, checked at connect',
    route({ RouteKey: 'sendMessage' }, 'WEBSOCKET', connect('AWS_IAM')),
    'account',
  ],
  [
    'definition of an API',
    {
      ...FN,
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Body: {
            paths: {
              '/a': { get: { 'x-amazon-apigateway-integration': { uri: { 'Fn::Sub': '${Fn.Arn}' } } } },
            },
          },
        },
      },
    },
    'public',
    'no security',
  ],
  [
    'definition with a key',
    {
      ...FN,
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Body: {
            securityDefinitions: { key: { type: 'apiKey' } },
            security: [{ key: [] }],
            paths: {
              '/a': { get: { 'x-amazon-apigateway-integration': { uri: { 'Fn::Sub': '${Fn.Arn}' } } } },
            },
          },
        },
      },
    },
    'public',
    'API key alone',
  ],
  [
    'HTTP API made for it',
    { ...FN, Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: ARN } } },
    'public',
    '$default',
  ],
  ['GraphQL by key', graphql({ AuthenticationType: 'API_KEY' }), 'public', 'API key alone'],
  [
    'GraphQL by IAM, and by key',
    graphql({
      AuthenticationType: 'AWS_IAM',
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'API_KEY' }],
    }),
    'public',
  ],
  ['GraphQL by Cognito', graphql({ AuthenticationType: 'AMAZON_COGNITO_USER_POOLS' }), 'account', 'Cognito'],
  [
    'URL',
    { ...FN, U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ARN, AuthType: 'NONE' } } },
    'public',
    'AuthType NONE (U)',
  ],
  [
    'URL by IAM behind CloudFront',
    {
      ...permission({
        Principal: 'cloudfront.amazonaws.com',
        Action: 'lambda:InvokeFunctionUrl',
        SourceArn: 'arn:x',
      }),
      U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ARN, AuthType: 'AWS_IAM' } },
    },
    'public',
    'CloudFront passes',
  ],
  [
    'CloudFront',
    {
      ...FN,
      V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
      D: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            DefaultCacheBehavior: { LambdaFunctionAssociations: [{ LambdaFunctionARN: { Ref: 'V' } }] },
          },
        },
      },
    },
    'public',
    'every viewer (D)',
  ],
];

testExposures(ROWS);
