/** A payload that rules for scripts find. */
const PAYLOAD = 'eval(Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString());';
const LINES = ['const a = 1;', 'function b(c) { return c + a; }', PAYLOAD];

/** Ways to write a script that Node runs, each with the same payload. */
const FORMS: Readonly<Record<string, string | Uint8Array>> = {
  plain: LINES.join('\n'),
  minified: `const a=1;function b(c){return c+a}${PAYLOAD}`,
  hashbang: `#!/usr/bin/env node\n${LINES.join('\n')}`,
  'byte order mark': `\uFEFF${LINES.join('\n')}`,
  'licence first': `/*\n${' * All rights reserved.\n'.repeat(400)} */\n${PAYLOAD}`,
  'picture in a comment': Buffer.concat([
    Buffer.from('GIF89a/*'),
    Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 0x80]),
    Buffer.from(`*/=1;${PAYLOAD}`),
  ]),
  'long string first': `var s = "${'QUJD'.repeat(4000)}";\n${PAYLOAD}`,
  'ECMAScript module': `import fs from 'node:fs';\nexport const a = fs;\n${PAYLOAD}`,
  'sloppy script': `var await = 1; with ({}) { ${PAYLOAD} }`,
  'list first': `[1, 2, 3];\n${PAYLOAD}`,
};

/** Names that say nothing of a script, or something else. */
const NAMES = [
  'logo.png',
  'data.txt',
  'lib.dat',
  'bin/run',
  'README.md',
  'x.JS',
  'x.js.',
  'x.js ',
  'x.d.ts',
  'x.jsx',
  'x.js.map',
  'data.json',
  'LICENSE',
  'styles.css',
  'font.woff2',
  'addon.node',
  '.env',
];

/** Fifty scripts under names that do not say so: each form in five of the names. */
export const DISGUISED: readonly (readonly [form: string, path: string, content: string | Uint8Array])[] =
  Object.entries(FORMS).flatMap(([form, content], index) =>
    Array.from({ length: 5 }, (_, at) => {
      const path = NAMES[(index * 5 + at) % NAMES.length] ?? '';
      return [form, path, content] as const;
    }),
  );
