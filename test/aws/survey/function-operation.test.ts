import { describe, expect, test } from 'vitest';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { FAKE_ACCOUNT, fakeAccount, noCallers, type FakeRegion } from '../../support/fake-account.js';

const HOME = 'us-east-1';
const ARN = `arn:aws:lambda:${HOME}:${FAKE_ACCOUNT}:function:fn`;
const version = (Version: string) => ({ FunctionName: 'fn', FunctionArn: `${ARN}:${Version}`, Version });

describe('settings of a function for all its versions', () => {
  const functions = [version('$LATEST')];
  const open = { Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunctionUrl', Resource: ARN };
  const url = {
    FunctionArn: ARN,
    FunctionUrl: 'u',
    AuthType: 'NONE' as const,
    CreationTime: '',
    LastModifiedTime: '',
  };
  const isOpen = { policies: { fn: [open] }, urls: { fn: [url] } };

  async function operationIn(region: FakeRegion) {
    const { access, calls } = fakeAccount({ [HOME]: { functions, ...region } });
    const found = await surveyRegion(access, HOME, noCallers());
    return { operation: found.functions[0]?.operation, gaps: found.gaps, calls };
  }

  test.each([
    ['it has to be signed', { signed: { c: [ARN] } }, { signed: true, othersSigned: false }],
    ['another has to be', { signed: { c: [`${ARN}-b`] } }, { signed: false, othersSigned: true }],
    ['none has to be', {}, { signed: false, othersSigned: false }],
  ])('%s', async (_, region, expected) => {
    expect((await operationIn(region)).operation).toMatchObject(expected);
  });

  test.each([
    ['reserved', { ...isOpen, concurrency: { fn: 7 } }, 7],
    ['none reserved', isOpen, null],
  ])('concurrency of what the public can call: %s', async (_, region, expected) => {
    expect((await operationIn(region)).operation?.reservedConcurrency).toBe(expected);
  });

  test('other functions cost no call', async () => {
    const { operation, calls } = await operationIn({});
    expect(operation).not.toHaveProperty('reservedConcurrency');
    expect(calls.join()).not.toContain('GetFunction');
  });

  test('what is refused is told, and hides no code', async () => {
    const refused = { ListCodeSigningConfigs: 'AccessDeniedException', GetFunction: 'AccessDeniedException' };
    const { operation, gaps } = await operationIn({ ...isOpen, refused });
    expect(operation).toMatchObject({ signed: null, othersSigned: false });
    expect(operation).not.toHaveProperty('reservedConcurrency');
    const told = gaps.map(({ action, affectsCompleteness }) => `${action} ${affectsCompleteness}`);
    expect(new Set(told)).toEqual(
      new Set(['lambda:GetFunction false', 'lambda:ListCodeSigningConfigs false']),
    );
  });
});
