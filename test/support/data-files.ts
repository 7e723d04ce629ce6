import { deflateSync } from 'node:zlib';

const CODE = "const { exec } = require('child_process');\neval(Buffer.from(text, 'base64').toString());\n";
const ROWS = ['id,name,call', '1,require("x"),eval(y)', '2,"import z",Function(a)'];

/** Bytes that look like chance and are always the same. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24),
  );
}

/** One of each kind of data that lies in functions and packages; many of them speak of code. */
const KINDS: Readonly<Record<string, (n: number) => readonly [path: string, content: string | Uint8Array]>> =
  {
    json: (n) => [`d${n}.json`, JSON.stringify({ n, code: CODE, list: [1, 'eval(x)'] }, null, n)],
    'json list': (n) => [`l${n}.json`, JSON.stringify([{ n, code: CODE }, [CODE]])],
    'json text': (n) => [`t${n}.json`, JSON.stringify(`${CODE}${n}`)],
    'json lines': (n) => [`d${n}.jsonl`, `{"a":${n},"b":"eval(x)"}\n{"a":2}\n`],
    csv: (n) => [`d${n}.csv`, [...ROWS, `${n},a,b`].join('\n')],
    'csv of words': (n) => [`w${n}.csv`, `process,module,exports\na,b,c${n}\n`],
    tsv: (n) => [`d${n}.tsv`, ROWS.join('\n').replaceAll(',', '\t').repeat(n)],
    'markdown with code': (n) => [
      `D${n}.md`,
      `# Use\n\nCall \`eval\`:\n\n\`\`\`js\n${CODE.repeat(n)}\`\`\`\n`,
    ],
    prose: (n) => [`p${n}.txt`, `Please require (only) what is needed ${n} times. Then import it.`],
    licence: (n) => [
      `LICENSE-${n}`,
      `MIT License\n\nCopyright (c) 20${n + 10} Someone\n\nPermission is hereby granted`,
    ],
    'source map': (n) => [
      `m${n}.js.map`,
      JSON.stringify({ version: 3, sources: ['a.js'], sourcesContent: [CODE.repeat(n)], mappings: 'AAAA' }),
    ],
    template: (n) => [`t${n}.hbs`, `{{#each items}}\n<script>${CODE}</script>\n{{/each}}${n}`],
    'script template': (n) => [`t${n}.jst`, `<% for (var i = 0; i < ${n}; i++) { %>\n${CODE}\n<% } %>`],
    css: (n) => [`s${n}.css`, `.a${n}{background:url(x.png);color:rgb(1,2,3)}@import url("b.css");`],
    html: (n) => [`h${n}.html`, `<!doctype html><html><script>${CODE}</script><p>${n}</p></html>`],
    yaml: (n) => [`c${n}.yaml`, `run: eval(x)\nrequire:\n  - a${n}\n`],
    'sql dump': (n) => [
      `q${n}.sql`,
      `CREATE TABLE eval (id INT, f TEXT);\nINSERT INTO eval VALUES (${n}, 'require("x")');`,
    ],
    typings: (n) => [
      `t${n}.d.ts`,
      `declare function require(id: string): any;\nexport interface A${n} { eval(x: string): void }\n`,
    ],
    shell: (n) => [`s${n}.sh`, `#!/bin/sh\nset -e\neval "$(cat x${n})"\nexec node index.js\n`],
    picture: (n) => [
      `i${n}.png`,
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), deflateSync(noise(2000, n))]),
    ],
    wasm: (n) => [
      `w${n}.wasm`,
      Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), noise(500, n)]),
    ],
    certificate: (n) => [
      `c${n}.pem`,
      `-----BEGIN CERTIFICATE-----\n${noise(300, n).toString('base64')}\n-----END CERTIFICATE-----\n`,
    ],
    'environment file': (n) => [
      `.env.${n}`,
      `# eval(x)\nAPI_URL=https://example.invalid/${n}\nREQUIRE="import x"\n`,
    ],
    protobuf: (n) => [
      `p${n}.proto`,
      `syntax = "proto3";\nimport "a.proto";\nmessage M${n} { string eval = 1; }\n`,
    ],
    noise: (n) => [`n${n}.bin`, noise(4000, n)],
  };

/** A hundred files of data. */
export const DATA_FILES: readonly (readonly [kind: string, path: string, content: string | Uint8Array])[] =
  Object.entries(KINDS).flatMap(([kind, make]) => [1, 2, 3, 4].map((n) => [kind, ...make(n)] as const));
