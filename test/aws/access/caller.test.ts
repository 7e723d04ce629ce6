import { expect, test } from 'vitest';
import { openCaller } from '../../../src/aws/access/caller.js';
import { gapOf, orGap } from '../../../src/aws/access/coverage.js';
import { Refusal, refusalOf } from '../../../src/aws/access/refusal.js';
import { quickClock } from '../../support/quick-clock.js';

const PLACE = { account: '1', region: 'eu-west-1' };

function named(name: string, status = 400): Error {
  return Object.assign(new Error('quotes what was sent'), { name, $metadata: { httpStatusCode: status } });
}

/** Makes a call that is answered after some errors. */
async function callAfter(errors: Error[]) {
  const clock = quickClock();
  const caller = openCaller({ paceFactor: 1, clock });
  const answer = caller.call(PLACE, 'lambda:GetPolicy', () => {
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('answer');
  });
  const result = await answer.catch((error: unknown) => error);
  return { result, calls: caller.counts.get('lambda:GetPolicy'), slept: clock.slept };
}

test.each([
  ['AccessDeniedException', 403, 'denied'],
  ['UnrecognizedClientException', 403, 'denied'],
  ['SomethingNew', 403, 'denied'],
  ['TooManyRequestsException', 429, 'throttled'],
  ['ThrottlingException', 400, 'throttled'],
  ['Throttling', 400, 'throttled'],
  ['ResourceNotFoundException', 404, 'absent'],
  ['NoSuchEntityException', 404, 'absent'],
  ['ServiceException', 500, 'failed'],
  ['TimeoutError', 0, 'failed'],
])('%s (%i) is %s', (name, status, kind) => {
  expect(refusalOf('lambda:GetPolicy', named(name, status))).toMatchObject({ kind, code: name });
});

test.each([
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
])('%s is a key that may not be used, and the error names the missing permission', (name) => {
  const refusal = refusalOf('lambda:GetFunction', named(name, 502));
  expect(refusal).toMatchObject({ kind: 'denied', action: 'kms:Decrypt', code: name });
});

test("a refusal has AWS's code and not its message", () => {
  expect(refusalOf('a:B', named('Bad\u001b[31mCode')).message).toBe('a:B: Bad31mCode');
  expect(refusalOf('a:B', named('x')).message).not.toContain('quotes');
});

test('a throttled call is retried, slower', async () => {
  const errors = Array.from({ length: 5 }, () => named('TooManyRequestsException', 429));
  const { result, calls, slept } = await callAfter(errors);
  expect(result).toBe('answer');
  expect(calls).toBe(6);
  expect(slept).toBeGreaterThan(3000);
});

test('throttled for ever ends as that', async () => {
  const errors = Array.from({ length: 100 }, () => named('TooManyRequestsException', 429));
  const { result, calls } = await callAfter(errors);
  expect(result).toMatchObject({ kind: 'throttled' });
  expect(calls).toBe(10);
});

test.each([
  ['ServiceException', 4],
  ['AccessDeniedException', 1],
  ['ResourceNotFoundException', 1],
])('%s is tried %i times', async (name, tries) => {
  const { calls } = await callAfter(Array.from({ length: 100 }, () => named(name, 0)));
  expect(calls).toBe(tries);
});

test('an interrupted sweep makes no further call', async () => {
  const caller = openCaller({
    paceFactor: 1,
    clock: quickClock(),
    signal: AbortSignal.abort(new Error('stop')),
  });
  await expect(caller.call(PLACE, 'lambda:GetPolicy', () => Promise.resolve(1))).rejects.toThrow('stop');
  expect(caller.counts.size).toBe(0);
});

test('a refused call leaves a gap; a bug does not', async () => {
  const place = { ...PLACE, resource: 'orders' };
  const refusal = new Refusal('denied', 'lambda:GetPolicy', 'AccessDeniedException');
  expect(await orGap(Promise.reject(refusal), place)).toEqual({ value: null, gap: gapOf(refusal, place) });
  expect(gapOf(refusal, place).reason).toBe('lambda:GetPolicy is not allowed (AccessDeniedException).');
  await expect(orGap(Promise.reject(new TypeError('bug')), place)).rejects.toThrow('bug');
  expect(await orGap(Promise.resolve(1), place)).toEqual({ value: 1, gap: null });
});
