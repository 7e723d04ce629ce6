import { describe, expect, it } from 'vitest';
import { LoadedModules } from '../../../src/signatures/behaviour/loaded-modules.js';

function mayLoad(module: string, ...texts: readonly string[]): boolean {
  const loaded = new LoadedModules();
  for (const text of texts) loaded.add(() => text);
  return loaded.mayLoad([module]);
}

describe('a module is loaded', () => {
  it.each([
    `const http = require('http');`,
    `const http = require( "node:http" )`,
    'require(`http`)',
    `import http from 'http';`,
    `import"http"`,
    `export * from "http"`,
    `const { get } = await import('node:http');`,
    `var t=n("http")`,
    `const http_1 = __importDefault(require("http"));`,
    `createRequire(import.meta.url)('http')`,
    `module.require('http').get(u)`,
    `process.getBuiltinModule?.('http')`,
    `Module._load("http", null, false)`,
    `http.get(u)`,
  ])('by %s', (text) => {
    expect(mayLoad('http', text)).toBe(true);
  });

  it('by a part of it', () => {
    expect(mayLoad('axios', `require('axios/dist/node/axios.cjs')`)).toBe(true);
    expect(mayLoad('fs', `require('fs/promises')`)).toBe(true);
    expect(mayLoad('ax', `require('axios')`)).toBe(false);
  });

  it('by a client under its own name', () => {
    expect(mayLoad('axios', 'axios.post(u, d)')).toBe(true);
    expect(mayLoad('needle', 'return haystack.indexOf(needle) + needle.indexOf("a")')).toBe(false);
  });

  it('by any of the scripts', () => {
    expect(mayLoad('http', 'exports.a = 1', `require('http')`)).toBe(true);
    const loaded = new LoadedModules();
    expect(loaded.mayLoad(['http'])).toBe(false);
    loaded.add(() => `require('http')`);
    expect(loaded.mayLoad(['https', 'http'])).toBe(true);
  });
});

describe('a name in a script loads nothing', () => {
  it.each([
    `stream.on('http', go)`,
    `const protocol = secure ? 'https' : 'http';`,
    `const names = ['fs', 'http'];`,
    `x.isCore('http')`,
    `// sent by http.`,
    `log.http('sent')`,
    `const options = { http: 1 }; options.http.get(u)`,
  ])('as in %s', (text) => {
    expect(mayLoad('http', text)).toBe(false);
  });
});

describe('any module may be loaded', () => {
  it.each([
    'require(name)',
    'import(`./${name}.js`)',
    'import(`http`)',
    `require('ht' + 'tp')`,
    `require('\\x68ttp')`,
    `require(['ht', 'tp'].join(''))`,
    `const load = require;`,
    `load(require, 'http')`,
    `run(require)(x);`,
    `require.call(null, name)`,
    `module['require'](name)`,
    `process.binding('tcp_wrap')`,
    `_0x12ab(0x1)`,
  ])('where code computes names: %s', (text) => {
    expect(mayLoad('http', 'exports.a = 1', text)).toBe(true);
  });
});
