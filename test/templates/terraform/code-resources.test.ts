import { describe, expect, it, test } from 'vitest';
import { CODE_RESOURCES, OTHER_FUNCTIONS } from '../../../src/templates/terraform/code-resources.js';
import { readTerraform } from '../../../src/templates/terraform/read-terraform.js';

const TEXT = 'function handler(event) { return event.request; }';

interface Sample {
  readonly values: object;
  readonly code: object;
  /** Without code, or with code that only the apply determines. */
  readonly unknown: { readonly code: object } | null;
}

const INLINE: Sample = {
  values: { code: TEXT },
  code: { kind: 'inline', text: TEXT },
  unknown: { code: { kind: 'inline', text: null } },
};

const SAMPLES: Readonly<Record<string, Sample>> = {
  aws_cloudfront_function: INLINE,
  aws_appsync_function: { ...INLINE, unknown: null },
  aws_appsync_resolver: { ...INLINE, unknown: null },
  aws_synthetics_canary: {
    values: { zip_file: 'canary.zip' },
    code: { kind: 'path', path: 'canary.zip' },
    unknown: { code: { kind: 'unknown' } },
  },
};

function planOf(type: string, values: object, unknown: object = {}) {
  const address = `${type}.a`;
  return readTerraform({
    planned_values: { root_module: { resources: [{ address, type, values }] } },
    resource_changes: [{ address, change: { after_unknown: unknown } }],
  });
}

describe.each([...CODE_RESOURCES.keys()])('code of %s', (type) => {
  const sample = SAMPLES[type];
  if (!sample) throw new Error(`${type} has no sample`);

  it('is known where the plan has it', () => {
    expect(planOf(type, sample.values).otherCode).toMatchObject([{ code: sample.code }]);
  });

  it('counts where the plan lacks it', () => {
    expect(planOf(type, {}).otherCode).toMatchObject(sample.unknown ? [sample.unknown] : []);
  });
});

test.each(['aws_cloudfront_function', 'aws_appsync_function', 'aws_appsync_resolver'])(
  'code of %s that the apply determines',
  (type) => {
    expect(planOf(type, {}, { code: true }).otherCode).toMatchObject([{ code: { text: null } }]);
  },
);

test('a canary in S3 is elsewhere', () => {
  expect(planOf('aws_synthetics_canary', { s3_key: 'k.zip' }).otherCode).toMatchObject([
    { code: { kind: 's3' } },
  ]);
});

test.each(OTHER_FUNCTIONS)('code of %s is a problem', (type) => {
  expect(planOf(type, {}).problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true }]);
});
