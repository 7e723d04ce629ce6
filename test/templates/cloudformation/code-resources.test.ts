import { describe, expect, it } from 'vitest';
import { cloudFormationFacts } from '../../../src/templates/index.js';
import { CODE_RESOURCES } from '../../../src/templates/cloudformation/code-resources.js';

const TEXT = 'exports.handler = () => {};';
const COMPOSED = { 'Fn::Sub': ['a ${B}', { B: { 'Fn::GetAtt': ['C', 'Arn'] } }] };

interface Sample {
  readonly inline: (text: unknown) => object;
  readonly elsewhere: object;
  /** The resource without code; null where it always has some. */
  readonly without: object | null;
}

const RESOLVER: Sample = {
  inline: (Code) => ({ Code }),
  elsewhere: { CodeS3Location: 's3://b/k' },
  without: { RequestMappingTemplate: '{}' },
};

const SAMPLES: Readonly<Record<string, Sample>> = {
  'AWS::Synthetics::Canary': {
    inline: (Script) => ({ Code: { Handler: 'index.handler', Script } }),
    elsewhere: { Code: { S3Bucket: 'b', S3Key: 'k.zip' } },
    without: null,
  },
  'AWS::CloudFront::Function': { inline: (FunctionCode) => ({ FunctionCode }), elsewhere: {}, without: null },
  'AWS::AppSync::Resolver': RESOLVER,
  'AWS::AppSync::FunctionConfiguration': RESOLVER,
  'AWS::Serverless::GraphQLApi': {
    inline: () => ({ Resolvers: {} }),
    elsewhere: { Functions: {} },
    without: { SchemaUri: 's.graphql' },
  },
};

async function otherCode(Type: string, Properties: object) {
  return (await cloudFormationFacts({ Resources: { R: { Type, Properties } } }, 't.json')).otherCode;
}

describe.each([...CODE_RESOURCES.keys()])('code of %s', (type) => {
  const sample = SAMPLES[type];
  if (!sample) throw new Error(`${type} has no sample`);
  const { inline, elsewhere, without } = sample;
  const isText = type !== 'AWS::Serverless::GraphQLApi';

  it('is known as text where it is text', async () => {
    const code = isText ? { kind: 'inline', text: TEXT } : { kind: 'unknown' };
    expect(await otherCode(type, inline(TEXT))).toMatchObject([{ logicalId: 'R', code }]);
  });

  it('is not known where the deployment composes it', async () => {
    const code = isText ? { kind: 'inline', text: null } : { kind: 'unknown' };
    expect(await otherCode(type, inline(COMPOSED))).toMatchObject([{ code }]);
  });

  it('counts where it is elsewhere', async () => {
    const [found, ...others] = await otherCode(type, elsewhere);
    expect(others).toEqual([]);
    expect(found?.code).not.toMatchObject({ text: expect.any(String) as string });
  });

  it.each(without ? [without] : [])('is none where the resource has none', async (properties) => {
    expect(await otherCode(type, properties)).toEqual([]);
  });
});

it('a module of a registry is a problem: its resources are not in the template', async () => {
  const { problems } = await cloudFormationFacts({ Resources: { M: { Type: 'My::Api::MODULE' } } }, 't.json');
  expect(problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true, path: 't.json' }]);
});
