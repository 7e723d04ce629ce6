import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/terraform/read-terraform.js';
import { exposureIn } from '../../support/exposure-in.js';

const lambda = {
  address: 'aws_lambda_function.f',
  type: 'aws_lambda_function',
  values: { function_name: 'f', arn: 'arn:aws:lambda:r:1:function:f' },
};
const uri = 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:1:function:f/invocations';
const tf = (type: string, values: object) => ({ address: `${type}.x`, type, values });
const tfRoute = (values: object, protocol_type = 'HTTP') => [
  tf('aws_apigatewayv2_api', { id: 'api', protocol_type }),
  tf('aws_apigatewayv2_integration', { id: 'int', integration_uri: uri }),
  tf('aws_apigatewayv2_route', { api_id: 'api', route_key: 'GET /', target: 'integrations/int', ...values }),
];
const tfMethod = (values: object, api: object = {}) => [
  tf('aws_api_gateway_rest_api', { id: 'api', ...api }),
  tf('aws_api_gateway_method', {
    rest_api_id: 'api',
    resource_id: 'r',
    http_method: 'GET',
    authorization: 'NONE',
    ...values,
  }),
  tf('aws_api_gateway_integration', { rest_api_id: 'api', resource_id: 'r', http_method: 'GET', uri }),
];
const tfQueue = (...statements: readonly object[]) => [
  tf('aws_sqs_queue', { id: 'https://x/q', arn: 'arn:aws:sqs:r:1:q', url: 'https://x/q' }),
  tf('aws_lambda_event_source_mapping', { function_name: 'f', event_source_arn: 'arn:aws:sqs:r:1:q' }),
  ...statements.map((one) =>
    tf('aws_sqs_queue_policy', { queue_url: 'https://x/q', policy: JSON.stringify({ Statement: one }) }),
  ),
];

const TERRAFORM: readonly (readonly [string, readonly object[], string, string?])[] = [
  ['nothing', [], 'noneSeen'],
  [
    'URL',
    [tf('aws_lambda_function_url', { function_name: 'f', authorization_type: 'NONE' })],
    'public',
    'authorization_type NONE',
  ],
  [
    'URL by IAM',
    [tf('aws_lambda_function_url', { function_name: 'f', authorization_type: 'AWS_IAM' })],
    'account',
  ],
  ['route', tfRoute({}), 'public', 'GET /'],
  ['route with JWT', tfRoute({ authorization_type: 'JWT' }), 'account', 'JWT'],
  ['WebSocket without connect', tfRoute({ route_key: 'send' }, 'WEBSOCKET'), 'public', 'no $connect'],
  ['method', tfMethod({}), 'public', 'authorization NONE'],
  ['method by Cognito', tfMethod({ authorization: 'COGNITO_USER_POOLS' }), 'account'],
  ['method with a key', tfMethod({ api_key_required: true }), 'public', 'API key alone'],
  ['private API', tfMethod({}, { endpoint_configuration: [{ types: ['PRIVATE'] }] }), 'account', 'private'],
  ['own queue', tfQueue(), 'internal'],
  [
    'open queue',
    tfQueue({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage' }),
    'public',
    'anybody may sqs:SendMessage',
  ],
  [
    'queue beside a policy whose queue only the apply knows',
    [...tfQueue(), tf('aws_sqs_queue_policy', { policy: '{}' })],
    'unknown',
    'aws_sqs_queue_policy.x may be its policy',
  ],
  [
    'permission for everybody',
    [tf('aws_lambda_permission', { function_name: 'f', principal: '*' })],
    'public',
  ],
  [
    'permission for an API elsewhere',
    [
      tf('aws_lambda_permission', {
        function_name: 'f',
        principal: 'apigateway.amazonaws.com',
        source_arn: 'arn:x',
      }),
    ],
    'unknown',
  ],
  [
    'rule',
    [
      tf('aws_cloudwatch_event_rule', { name: 'r', schedule_expression: 'rate(1 day)' }),
      tf('aws_cloudwatch_event_target', { rule: 'r', arn: 'arn:aws:lambda:r:1:function:f' }),
    ],
    'internal',
    'rate(1 day)',
  ],
  [
    'topic',
    [
      tf('aws_sns_topic', {
        id: 'arn:t',
        arn: 'arn:t',
        name: 't',
        policy: JSON.stringify({
          Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'SNS:Publish' },
        }),
      }),
      tf('aws_sns_topic_subscription', { topic_arn: 'arn:t', endpoint: 'arn:aws:lambda:r:1:function:f' }),
    ],
    'public',
    'SNS:Publish'.toLowerCase(),
  ],
  [
    'bucket with a public ACL',
    [
      tf('aws_s3_bucket', { id: 'b', bucket: 'b' }),
      tf('aws_s3_bucket_acl', { bucket: 'b', acl: 'public-read-write' }),
      tf('aws_s3_bucket_notification', {
        bucket: 'b',
        lambda_function: [{ lambda_function_arn: 'arn:aws:lambda:r:1:function:f' }],
      }),
    ],
    'public',
    'public-read-write',
  ],
  [
    'load balancer',
    [
      tf('aws_lb', { arn: 'arn:lb', internal: false }),
      tf('aws_lb_listener', {
        load_balancer_arn: 'arn:lb',
        default_action: [{ type: 'forward', target_group_arn: 'arn:g' }],
      }),
      tf('aws_lb_target_group', { arn: 'arn:g' }),
      tf('aws_lb_target_group_attachment', {
        target_group_arn: 'arn:g',
        target_id: 'arn:aws:lambda:r:1:function:f',
      }),
    ],
    'public',
    'internet-facing',
  ],
  [
    'CloudFront',
    [
      tf('aws_cloudfront_distribution', {
        default_cache_behavior: [
          { lambda_function_association: [{ lambda_arn: 'arn:aws:lambda:r:1:function:f:3' }] },
        ],
      }),
    ],
    'public',
    'every viewer',
  ],
];

test.each(
  TERRAFORM.map(([name, resources, level, words = '']) => [name, { resources, level, words }] as const),
)('state: %s', (_, { resources, level, words }) => {
  const json = { values: { root_module: { resources: [lambda, ...resources] } } };
  const exposure = exposureIn(readTerraform(json).functions[0]?.triggers ?? []);
  expect(exposure?.level).toBe(level);
  expect((exposure?.statements[0] ?? '').toLowerCase()).toContain(words.toLowerCase());
});

/** A plan before the apply: nothing but references tells what belongs together. */
test('plan: an authorizer and a queue policy by reference', () => {
  const of = (...references: readonly string[]) => ({ references });
  const found = [
    ['aws_lambda_function', { function_name: 'f' }, {}],
    [
      'aws_apigatewayv2_integration',
      {},
      { integration_uri: of('aws_lambda_function.x.invoke_arn', 'aws_lambda_function.x') },
    ],
    [
      'aws_apigatewayv2_route',
      { route_key: 'GET /', authorization_type: 'AWS_IAM' },
      { target: of('aws_apigatewayv2_integration.x.id', 'aws_apigatewayv2_integration.x') },
    ],
    ['aws_sqs_queue', {}, {}],
    [
      'aws_sqs_queue_policy',
      { policy: JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:*' } }) },
      { queue_url: of('aws_sqs_queue.x.id', 'aws_sqs_queue.x') },
    ],
    [
      'aws_lambda_event_source_mapping',
      {},
      {
        function_name: of('aws_lambda_function.x'),
        event_source_arn: of('aws_sqs_queue.x.arn', 'aws_sqs_queue.x'),
      },
    ],
  ] as const;
  const json = {
    planned_values: { root_module: { resources: found.map(([type, values]) => tf(type, values)) } },
    configuration: {
      root_module: {
        resources: found.map(([type, , expressions]) => ({ address: `${type}.x`, expressions })),
      },
    },
  };
  const triggers = readTerraform(json).functions[0]?.triggers ?? [];
  expect(triggers.map(({ type, access }) => [type, access])).toEqual([
    ['queue', 'anyone'],
    ['http', 'authenticated'],
  ]);
});

test.each([
  ['the same resource', 'aws_api_gateway_resource.open.id', 'anyone'],
  ['another resource', 'aws_api_gateway_resource.closed.id', 'unknown'],
])('a method of a resource that the plan does not have: %s', (_, reference, access) => {
  const references = (name: string) => ({ resource_id: { references: [name] } });
  const method = { http_method: 'ANY', authorization: 'NONE' };
  const resources = [
    lambda,
    tf('aws_api_gateway_method', method),
    tf('aws_api_gateway_integration', { http_method: 'ANY' }),
  ];
  const configured = [
    { address: 'aws_api_gateway_method.x', expressions: references('aws_api_gateway_resource.open.id') },
    {
      address: 'aws_api_gateway_integration.x',
      expressions: { ...references(reference), uri: { references: ['aws_lambda_function.f'] } },
    },
  ];
  const { functions } = readTerraform({
    planned_values: { root_module: { resources } },
    configuration: { root_module: { resources: configured } },
  });
  expect(functions[0]?.triggers[0]?.access).toBe(access);
});
