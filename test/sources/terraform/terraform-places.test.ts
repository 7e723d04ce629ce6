import { describe, expect, test } from 'vitest';
import { terraformPlaces } from '../../../src/sources/terraform/terraform-places.js';
import { emptyFolder, targetAt, write } from '../stage-fixture.js';

const MAIN = `# functions
resource "aws_lambda_function" "api" {
  function_name = "api"
  timeout       = 900
  environment {
    variables = {
      API_TOKEN = "x"
    }
  }
}

locals {
  memory_size = 1
}

module "jobs" {
  source = "./jobs"
}
`;

const PLAN = {
  planned_values: {
    root_module: {
      resources: [
        { address: 'aws_lambda_function.api', mode: 'managed', values: { timeout: 900 } },
        {
          address: 'aws_lambda_function.other["a"]',
          mode: 'managed',
          values: { runtime: 'x', tracing_config: [{ mode: 'PassThrough' }] },
        },
      ],
    },
  },
  configuration: { root_module: { resources: [{ address: 'aws_lambda_function.api', timeout: 1 }] } },
};

async function placesWith(files: Readonly<Record<string, string>>) {
  const folder = emptyFolder();
  const plan = JSON.stringify(PLAN, null, 2);
  write(folder, { 'plan.json': plan, ...files });
  const placeOf = await terraformPlaces(targetAt(folder, 'plan.json'), folder, plan);
  const lines = plan.split('\n');
  const textAt = (...keys: string[]) => lines[(placeOf(keys)?.line ?? 0) - 1]?.trim() ?? null;
  return { placeOf, textAt };
}

describe('in the configuration', () => {
  test.each([
    [['aws_lambda_function.api'], 2],
    [['aws_lambda_function.api', 'timeout'], 4],
    [['aws_lambda_function.api', 'environment', 'API_TOKEN'], 7],
    [['aws_lambda_function.api', 'memory_size'], 2],
    [['module.jobs.aws_lambda_function.x', 'timeout'], 16],
  ])('%j is in line %s', async (keys, line) => {
    const { placeOf } = await placesWith({ 'main.tf': MAIN });
    expect(placeOf(keys)?.line).toBe(line);
    expect(placeOf(keys)?.path).toMatch(/main\.tf$/);
  });
});

test('without configuration: in the plan', async () => {
  const { textAt, placeOf } = await placesWith({});
  expect(textAt('aws_lambda_function.api', 'timeout')).toBe('"timeout": 900');
  expect(textAt('aws_lambda_function.other["a"]', 'runtime')).toBe('"runtime": "x",');
  expect(textAt('aws_lambda_function.other["a"]', 'tracing_config', 'mode')).toBe('"mode": "PassThrough"');
  expect(placeOf(['aws_lambda_function.missing'])).toBeNull();
});
