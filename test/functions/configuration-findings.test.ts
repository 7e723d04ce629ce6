import { describe, expect, it, test } from 'vitest';
import { configurationFindings } from '../../src/functions/configuration-findings.js';
import type { Finding, ServerlessFunction } from '../../src/model/index.js';
import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import type { FunctionFacts } from '../../src/templates/index.js';
import { readTerraform } from '../../src/templates/terraform/read-terraform.js';
import { functionOf } from '../support/model-builders.js';

const DECLARED = { path: 'template.yaml', line: 12 };

function functionIn(facts: FunctionFacts | undefined): ServerlessFunction {
  const { triggers = [], environment = [], settings = null } = facts ?? {};
  return functionOf('f', { triggers, environment, settings, declaredIn: DECLARED });
}

const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule, severity }) => `${severity} ${rule}`);

const ARN = { 'Fn::GetAtt': ['F', 'Arn'] };
const lambda = (Properties: object = {}) => ({ F: { Type: 'AWS::Lambda::Function', Properties } });
const sam = (Properties: object = {}) => ({ F: { Type: 'AWS::Serverless::Function', Properties } });
const permit = (Properties: object) => ({
  P: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: ARN, Action: 'lambda:InvokeFunction', ...Properties },
  },
});
const url = (AuthType: unknown) => ({
  U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ARN, AuthType } },
});
const limited = { ReservedConcurrentExecutions: 5, Timeout: 10 };

const routes = (...methods: string[]) => ({
  Events: Object.fromEntries(
    methods.map((Method) => [Method, { Type: 'HttpApi', Properties: { Path: '/orders', Method } }]),
  ),
});

const ROUTES = 'low api-without-authorizer';
const OPEN_URL = 'medium public-url';
const NO_LIMIT = 'low public-without-limit';
const LONG = 'low long-timeout';
const OPEN = 'high open-permission';
const DEPUTY = 'medium open-permission';
const SECRET = 'low environment-secret';

/** Tool, case, resources of the template that it makes, findings. */
const TEMPLATES: readonly (readonly [
  tool: string,
  what: string,
  resources: object,
  found: readonly string[],
])[] = [
  ['SAM', 'nothing', sam(), []],
  ['SAM', 'a public URL', sam({ FunctionUrlConfig: { AuthType: 'NONE' } }), [OPEN_URL, NO_LIMIT]],
  [
    'SAM',
    'a public URL with limits',
    sam({ ...limited, FunctionUrlConfig: { AuthType: 'NONE' } }),
    [OPEN_URL],
  ],
  ['SAM', 'a URL by IAM', sam({ FunctionUrlConfig: { AuthType: 'AWS_IAM' } }), []],
  ['SAM', 'a long timeout', sam({ Timeout: 300 }), []],
  [
    'SAM',
    'a long timeout in public',
    sam({ ReservedConcurrentExecutions: 1, Timeout: 300, FunctionUrlConfig: { AuthType: 'NONE' } }),
    [OPEN_URL, LONG],
  ],
  [
    'SAM',
    'a secret variable',
    sam({ Environment: { Variables: { DB_PASSWORD: 'x', STAGE: 'y' } } }),
    [SECRET],
  ],
  ['SAM', 'open routes, of which one changes things', sam(routes('get', 'post')), [ROUTES, NO_LIMIT]],
  ['SAM', 'open routes for reading alone', sam(routes('get')), [NO_LIMIT]],
  ['CloudFormation', 'a public URL', { ...lambda(limited), ...url('NONE') }, [OPEN_URL]],
  ['CloudFormation', 'a URL by IAM', { ...lambda(), ...url('AWS_IAM') }, []],
  ['CloudFormation', 'a URL by a parameter', { ...lambda(), ...url({ Ref: 'Auth' }) }, []],
  ['CloudFormation', 'a permission for everybody', { ...lambda(), ...permit({ Principal: '*' }) }, [OPEN]],
  [
    'CloudFormation',
    'a permission for an organisation',
    { ...lambda(), ...permit({ Principal: '*', PrincipalOrgID: 'o-1' }) },
    [],
  ],
  ['CloudFormation', 'another account', { ...lambda(), ...permit({ Principal: '111122223333' }) }, []],
  [
    'CloudFormation',
    'a service for any account',
    { ...lambda(), ...permit({ Principal: 's3.amazonaws.com' }) },
    [DEPUTY],
  ],
  [
    'CloudFormation',
    'a service for one bucket',
    {
      ...lambda(),
      ...permit({
        Principal: 's3.amazonaws.com',
        SourceAccount: '111122223333',
        SourceArn: 'arn:aws:s3:::b',
      }),
    },
    [],
  ],
  [
    'CloudFormation',
    'a service for one topic, whose ARN names its account',
    {
      ...lambda(),
      ...permit({ Principal: 'sns.amazonaws.com', SourceArn: 'arn:aws:sns:eu-west-1:111122223333:t' }),
    },
    [],
  ],
  [
    'Serverless',
    'a public URL, with the permission that it makes',
    {
      ...lambda({ Timeout: 6 }),
      ...url('NONE'),
      ...permit({ Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
    },
    [OPEN_URL, NO_LIMIT],
  ],
  [
    'CDK',
    'a key that refers to a parameter of the deployment, and a secret one',
    lambda({ Environment: { Variables: { apiKey: 'x', SECRET_ARN: { Ref: 'S' }, TOKEN_TTL: '1' } } }),
    [SECRET],
  ],
  [
    'SAM',
    'variables whose values are no secrets by their form',
    sam({
      Environment: {
        Variables: {
          DB_PASSWORD: '{{resolve:secretsmanager:db:SecretString:password}}',
          SMTP_PASSWORD: { 'Fn::Sub': '{{resolve:ssm-secure:${AWS::StackName}:1}}' },
          API_TOKEN: {
            'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'S' }, ':SecretString:token::}}']],
          },
        },
      },
    }),
    [],
  ],
  [
    'SAM',
    'addresses and references that hold a secret',
    sam({
      Environment: {
        Variables: {
          HOOK_TOKEN: 'https://hooks.example.invalid/services/T0AB12CD3EF45GH67IJ89',
          PIN_PASSWORD: '99218840',
        },
      },
    }),
    [SECRET, SECRET],
  ],
  [
    'CDK',
    'reserved concurrency that only the deployment knows',
    { ...lambda({ ReservedConcurrentExecutions: { Ref: 'N' } }), ...url('NONE') },
    [OPEN_URL],
  ],
];

describe('templates of CloudFormation, whoever makes them', () => {
  test.each(TEMPLATES.map(([tool, what, ...row]) => [`${tool}: ${what}`, row] as const))(
    '%s',
    (_, [resources, found]) => {
      const { functions } = readCloudFormation(JSON.stringify({ Resources: resources }), 't.json');
      expect(functions).toHaveLength(1);
      expect(rulesOf(configurationFindings(functionIn(functions[0])))).toEqual(found);
    },
  );
});

const tf = (type: string, values: object) => ({ address: `${type}.x`, type, values });
const NAMED = { function_name: 'f', arn: 'arn:aws:lambda:r:111122223333:function:f' };
const tfUrl = (authorization_type: string) =>
  tf('aws_lambda_function_url', { function_name: 'f', authorization_type });

const TERRAFORM: readonly (readonly [string, object, readonly object[], readonly string[]])[] = [
  ['nothing', {}, [], []],
  ['a public URL', { timeout: 3, reserved_concurrent_executions: -1 }, [tfUrl('NONE')], [OPEN_URL, NO_LIMIT]],
  [
    'a public URL with limits',
    { timeout: 3, reserved_concurrent_executions: 5 },
    [tfUrl('NONE')],
    [OPEN_URL],
  ],
  ['a long timeout', { timeout: 300, reserved_concurrent_executions: 5 }, [tfUrl('NONE')], [OPEN_URL, LONG]],
  ['a URL by IAM', {}, [tfUrl('AWS_IAM')], []],
  [
    'a permission for everybody',
    {},
    [tf('aws_lambda_permission', { function_name: 'f', action: 'lambda:InvokeFunction', principal: '*' })],
    [OPEN],
  ],
  ['a secret variable', { environment: [{ variables: { API_TOKEN: 'x', STAGE: 'y' } }] }, [], [SECRET]],
];

describe('Terraform', () => {
  test.each(TERRAFORM.map(([what, ...row]) => [what, row] as const))('%s', (_, [values, others, found]) => {
    const resources = [tf('aws_lambda_function', { ...NAMED, ...values }), ...others];
    const plan = { format_version: '1.2', planned_values: { root_module: { resources } } };
    const { functions } = readTerraform(plan);
    expect(functions).toHaveLength(1);
    expect(rulesOf(configurationFindings(functionIn(functions[0])))).toEqual(found);
  });
});

it('each finding has its place, and a fingerprint of setting and function', () => {
  const triggers = [
    { type: 'http', detail: 'function URL', access: 'anyone', statement: 'AuthType NONE (U)' } as const,
  ];
  const [finding] = configurationFindings(functionOf('f', { triggers, declaredIn: DECLARED }));
  expect(finding?.evidence).toEqual([{ ...DECLARED, detail: 'AuthType NONE (U)' }]);
  expect(finding?.fingerprint).toBe('configuration/public-url/url%3Afunction%20URL/target%23f');
});

test('a finding is where the setting is, if that is known', () => {
  const places = new Map([
    ['variable:DB_PASSWORD', { path: 'template.yaml', line: 40 }],
    ['trigger:http function URL', { path: 'template.yaml', line: 30 }],
  ]);
  const facts = readCloudFormation(
    JSON.stringify({ Resources: { ...sam({ ...limited, FunctionUrlConfig: { AuthType: 'NONE' } }) } }),
    't.json',
  ).functions[0];
  const fn = functionIn(facts);
  const settings = fn.settings && { ...fn.settings, places };
  const found = configurationFindings({ ...fn, environment: ['DB_PASSWORD'], settings });
  expect(found.map(({ rule, evidence: [first] }) => [rule, first && 'line' in first && first.line])).toEqual([
    ['public-url', 30],
    ['environment-secret', 40],
  ]);
});
