import { expect, test } from 'vitest';
import { cloudFormationFacts, readTerraform } from '../../src/templates/index.js';
import { startCodeOf } from '../../src/templates/start-code.js';

const FN = { logicalId: 'Fn', name: null };

test.each<[words: readonly (string | null)[], text: string | null | undefined]>([
  [[], undefined],
  [['app.handler'], undefined],
  [['/lambda-entrypoint.sh', '--max-old-space-size=512', 'src/app.handler'], undefined],
  [['node', '-e', 'eval(1)'], '["node","-e","eval(1)"]'],
  [['sh', '-c', 'a|b'], '["sh","-c","a|b"]'],
  [
    ['node', '--import', 'data:text/javascript;base64,YQ=='],
    '["node","--import","data:text/javascript;base64,YQ=="]',
  ],
  [['node', null], null],
])('the words %j', (words, text) => {
  const codes = startCodeOf(FN, words).map(({ code }) => code);
  expect(codes).toEqual(text === undefined ? [] : [{ kind: 'inline', text }]);
});

const EVIL = ['node', '-e', 'eval(1)'];
const CODE = [
  { logicalId: expect.any(String) as string, kind: 'image', code: { text: JSON.stringify(EVIL) } },
];

async function ofTemplate(Type: string, Properties: object, more: object = {}) {
  return (await cloudFormationFacts({ ...more, Resources: { R: { Type, Properties } } }, 't.json')).otherCode;
}

test.each(['AWS::Lambda::Function', 'AWS::Serverless::Function'])('ImageConfig of %s', async (type) => {
  const image = (ImageConfig: unknown) => ofTemplate(type, { PackageType: 'Image', ImageConfig });
  expect(await image({ Command: ['app.handler'] })).toEqual([]);
  expect(await image({ Command: EVIL })).toMatchObject(CODE);
  expect(await image({ EntryPoint: EVIL.slice(0, 1), Command: EVIL.slice(1) })).toMatchObject(CODE);
  const composed = { 'Fn::GetAtt': ['A', 'B'] };
  expect(await image({ Command: ['node', composed] })).toMatchObject([{ code: { text: null } }]);
  expect(await image({ Command: composed })).toMatchObject([{ code: { text: null } }]);
});

test("ImageConfig of SAM's Globals", async () => {
  const Globals = { Function: { ImageConfig: { Command: EVIL } } };
  expect(await ofTemplate('AWS::Serverless::Function', {}, { Globals })).toMatchObject(CODE);
});

test("Terraform's image_config", async () => {
  const plan = (image_config: unknown) =>
    readTerraform({
      values: {
        root_module: { resources: [{ address: 'f', type: 'aws_lambda_function', values: { image_config } }] },
      },
    });
  expect((await plan([{ command: ['app.handler'] }])).otherCode).toEqual([]);
  expect((await plan([{ entry_point: ['node'], command: EVIL.slice(1) }])).otherCode).toMatchObject(CODE);
});
