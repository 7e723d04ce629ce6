import { expect, it } from 'vitest';
import { inCompletionOrder } from '../src/completion-order.js';

const after = <T>(millis: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), millis));

it('yields results in the order of completion', async () => {
  const seen: string[] = [];
  for await (const value of inCompletionOrder([after(30, 'slow'), after(1, 'fast')])) seen.push(value);
  expect(seen).toEqual(['fast', 'slow']);
});

it('passes a rejection on', async () => {
  const failing = inCompletionOrder([Promise.reject(new Error('lost')), after(1, 'fine')]);
  await expect(failing.next()).rejects.toThrow('lost');
});

it('ends at once without anything to wait for', async () => {
  expect(await inCompletionOrder([]).next()).toEqual({ done: true, value: undefined });
});
