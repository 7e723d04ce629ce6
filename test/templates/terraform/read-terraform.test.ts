import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/terraform/read-terraform.js';

function stateOf(...resources: readonly object[]) {
  return { format_version: '1.0', values: { root_module: { resources } } };
}

const fn = (values: object) => ({ address: 'aws_lambda_function.a', type: 'aws_lambda_function', values });

test.each([
  [{ filename: 'a.zip' }, { kind: 'path', path: 'a.zip' }],
  [
    { s3_bucket: 'b', s3_key: 'k.zip' },
    { kind: 's3', key: 'k.zip', assetPath: null },
  ],
  [{ package_type: 'Image' }, { kind: 'image', uri: null }],
  [{ image_uri: 'x' }, { kind: 'image', uri: 'x' }],
  [{ filename: '' }, { kind: 'unknown' }],
  [{ filename: 3 }, { kind: 'unknown' }],
])('code of %j', (values, expected) => {
  expect(readTerraform(stateOf(fn(values))).functions[0]?.code).toEqual(expected);
});

test.each([
  [['arn:l'], ['arn']],
  [null, []],
  [undefined, []],
  [[null], ['unknown']],
])('layers %j', (layers, kinds) => {
  const [facts] = readTerraform(stateOf(fn({ layers }))).functions;
  expect(facts?.layers.map(({ kind }) => kind)).toEqual(kinds);
});

const DOCUMENT = JSON.stringify({
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});

test('triggers by name and by ARN, roles by ARN', () => {
  const { functions } = readTerraform(
    stateOf(
      fn({ function_name: 'a', arn: 'arn:a', role: 'arn:role' }),
      {
        address: 'p.s3',
        type: 'aws_lambda_permission',
        values: { function_name: 'a', principal: 's3.amazonaws.com', source_account: '1' },
      },
      {
        address: 'p.other',
        type: 'aws_lambda_permission',
        values: { function_name: 'b', principal: 'sns.amazonaws.com' },
      },
      {
        address: 'm',
        type: 'aws_lambda_event_source_mapping',
        values: { function_name: 'arn:a', event_source_arn: 'arn:aws:sqs:r:1:q' },
      },
      {
        address: 'r',
        type: 'aws_iam_role',
        values: { name: 'run', arn: 'arn:role', inline_policy: [{ name: 'own', policy: DOCUMENT }] },
      },
    ),
  );
  expect(functions[0]).toMatchObject({
    triggers: [
      { type: 'queue', detail: 'q' },
      { type: 'storage', detail: null },
    ],
    role: {
      name: 'run',
      policies: [
        { name: 'own', statements: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['*'] }] },
      ],
    },
  });
});

test('instances of modules and of count share their configuration', () => {
  const module = {
    address: 'module.m["a.b"]',
    resources: ['layers[0]', 'layers[1]'].map((name) => ({
      address: `module.m["a.b"].aws_lambda_layer_version.${name}`,
      type: 'aws_lambda_layer_version',
      values: {},
    })),
    child_modules: [],
  };
  const own = {
    address: 'module.m["a.b"].aws_lambda_function.f',
    type: 'aws_lambda_function',
    values: { function_name: 'f' },
  };
  const configured = {
    address: 'aws_lambda_function.f',
    expressions: { layers: { references: ['aws_lambda_layer_version.layers'] } },
  };
  const { functions } = readTerraform({
    planned_values: {
      root_module: { child_modules: [{ ...module, resources: [...module.resources, own] }] },
    },
    configuration: { root_module: { module_calls: { m: { module: { resources: [configured] } } } } },
  });
  expect(functions[0]?.layers.map((layer) => layer.kind)).toEqual(['local', 'local']);
});

test('any JSON is survived', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(readTerraform(json).functions).toEqual([]);
      expect(
        readTerraform(stateOf(fn({ layers: json, environment: json, tags: json, filename: json }))).functions,
      ).toHaveLength(1);
    }),
  );
});

test('variables that make a runtime load code are judged, their values are not kept', () => {
  const variables = { AWS_LAMBDA_EXEC_WRAPPER: '/opt/planted', NODE_OPTIONS: null, TABLE: 'planted' };
  const [facts] = readTerraform(stateOf(fn({ environment: [{ variables }] }))).functions;
  expect(facts?.environmentHooks).toEqual([
    { name: 'AWS_LAMBDA_EXEC_WRAPPER', code: 'layer', vendor: null },
    { name: 'NODE_OPTIONS', code: 'unknown', vendor: null },
  ]);
  expect(JSON.stringify(facts)).not.toContain('planted');
});
