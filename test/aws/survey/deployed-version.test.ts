import { expect, test } from 'vitest';
import { deployedVersionOf } from '../../../src/aws/survey/deployed-version.js';

const versionOf = (config: Parameters<typeof deployedVersionOf>[0]) =>
  deployedVersionOf(config, () => new Map());

const ARN = 'arn:aws:lambda:eu-west-1:1:function:orders';

test('base64 and hex are the same hash', () => {
  const hex = 'ab'.repeat(32);
  const base64 = Buffer.from(hex, 'hex').toString('base64');
  const hashes = [hex, hex.toUpperCase(), base64].map(
    (CodeSha256) => versionOf({ FunctionArn: ARN, CodeSha256 })?.codeSha256,
  );
  expect(hashes).toEqual([hex, hex, hex]);
});

test('an ARN with a version names its function', () => {
  expect(versionOf({ FunctionArn: `${ARN}:7`, Version: '7' })).toMatchObject({
    functionArn: ARN,
    name: 'orders',
    version: '7',
    architecture: 'x86_64',
  });
});

test('variables that cannot be decrypted, file systems and copies at the edge are reported', () => {
  const version = versionOf({
    FunctionArn: ARN,
    Environment: { Error: { ErrorCode: 'KMSAccessDeniedException', Message: 'long' } },
    FileSystemConfigs: [{ Arn: 'arn:aws:elasticfilesystem:x', LocalMountPath: '/mnt/code' }],
    MasterArn: 'arn:aws:lambda:us-east-1:1:function:orders:1',
    ImageConfigResponse: { ImageConfig: { Command: ['app.handler'] } },
  });
  expect(version).toMatchObject({
    environmentError: 'KMSAccessDeniedException',
    fileSystems: [{ path: '/mnt/code', service: 'elasticfilesystem' }],
    masterArn: expect.stringContaining('arn:aws:lambda:') as string,
    handler: 'app.handler',
  });
});

test('the timeout is listed, reserved concurrency is not, and of values only harmless forms are noted', () => {
  const Variables = { DB_PASSWORD: '{{resolve:ssm:/db}}', API_TOKEN: 'swordfish', TTL: '60' };
  const settings = versionOf({ FunctionArn: ARN, Timeout: 900, Environment: { Variables } })?.settings;
  expect(settings).toMatchObject({
    limits: { timeoutSeconds: 900, reservedConcurrency: undefined },
    harmlessVariables: ['DB_PASSWORD', 'TTL'],
  });
  expect(JSON.stringify(settings)).not.toContain('swordfish');
});

test('a configuration without an ARN is none', () => {
  expect(versionOf({})).toBeNull();
});
