import { expect, test } from 'vitest';
import { acquire } from '../../src/sources/index.js';
import { emptyFolder, write, zipOf } from './stage-fixture.js';
import { expectLinear } from '../support/expect-linear.js';

function folderOfFunctions(count: number): { count: number; folder: string } {
  const folder = emptyFolder();
  const Resources: Record<string, object> = { Role: { Type: 'AWS::IAM::Role', Properties: {} } };
  for (let at = 0; at < count; at += 1) {
    const Properties = { FunctionName: 'same', Code: 'x.zip', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };
    Resources[`F${at}`] = { Type: 'AWS::Lambda::Function', Properties };
    Resources[`P${at}`] = {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: { Ref: 'F0' }, Principal: `p${at}` },
    };
    Resources[`A${at}`] = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: `Role${at}` }] } };
  }
  write(folder, { 'template.json': JSON.stringify({ Resources }), 'x.zip': zipOf({ 'a.js': '' }) });
  return { count, folder };
}

test('thousands of functions, roles and permissions are read in linear time', () =>
  expectLinear(2000, folderOfFunctions, async ({ count, folder }) => {
    const { functions } = await acquire(['.'], {}, folder);
    expect(functions).toHaveLength(count);
    expect(functions.at(-1)?.id).toBe(`same~${count}`);
  }));
