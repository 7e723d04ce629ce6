import { expect, test } from 'vitest';
import { cloudFormationFacts, readCloudFormation, readTerraform } from '../../src/templates/index.js';

const TYPE = 'AWS::Lambda::Function';
const KNOWN = new Map([['Stage', 'prod']]);

test('a template is read as text, with what is known from elsewhere', async () => {
  const text = `Resources:\n  Api: { Type: "${TYPE}", Properties: { FunctionName: !Sub "api-\${Stage}" } }\n`;
  const { functions } = await readCloudFormation(text, 't.yaml', KNOWN);
  expect(functions.map(({ name }) => name)).toEqual(['api-prod']);
});

test('a problem of a template names its path', async () => {
  const { problems } = await readCloudFormation('Resources: [', 't.yaml');
  expect(problems.map(({ path }) => path)).toEqual(['t.yaml']);
});

test('a template that is parsed already is read the same', async () => {
  const data = {
    Resources: { Api: { Type: TYPE, Properties: { FunctionName: { Ref: 'Stage' } } }, Broken: {} },
  };
  const { functions, problems } = await cloudFormationFacts(data, 't.json', KNOWN);
  expect([functions[0]?.name, problems[0]?.message]).toEqual([
    'prod',
    expect.stringMatching(/Broken of t\.json/),
  ]);
});

test('a plan of Terraform is read', async () => {
  const resource = {
    address: 'aws_lambda_function.api',
    mode: 'managed',
    type: 'aws_lambda_function',
    name: 'api',
    values: { function_name: 'api-prod' },
  };
  const { functions } = await readTerraform({ planned_values: { root_module: { resources: [resource] } } });
  expect(functions.map(({ name }) => name)).toEqual(['api-prod']);
});
