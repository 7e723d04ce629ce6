import { expect, it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';

const COMMENT = '// node_modules/elliptic/package.json\n';
const MANIFEST =
  'module.exports={name:"elliptic",version:"6.5.4",description:"EC",main:"lib/elliptic.js"};\n';

async function found(text: string): Promise<unknown[]> {
  const { packages } = await contentsOf({ 'out/index.js': text });
  return packages.map(({ name, version, confidence }) => [name, version, confidence]);
}

it.each<[what: string, text: string, names: unknown[]]>([
  ['in a region of its package', COMMENT + MANIFEST, [['elliptic', '6.5.4', 'high']]],
  ['in code without an owner', `a();${MANIFEST}`, [['elliptic', '6.5.4', 'medium']]],
  [
    'as JSON',
    '{"name": "elliptic", "version": "6.5.4", "license": "MIT"}',
    [['elliptic', '6.5.4', 'medium']],
  ],
  ['in a region of another package', `// node_modules/list/index.js\n${MANIFEST}`, [['list', null, 'high']]],
  [
    'the application’s own',
    `// node_modules/a/x.js\na();\n// package.json\n${MANIFEST}`,
    [['a', null, 'high']],
  ],
  ['private', MANIFEST.replace('main:', 'private:!0,main:'), []],
  ['without what manifests have', 'x={name:"elliptic",version:"6.5.4"};', []],
  ['name and version of two objects', 'x={name:"elliptic",main:{version:"6.5.4"}};', []],
  ['with a name that is none', MANIFEST.replace('elliptic"', '../x"'), []],
  ['with a version that is none', MANIFEST.replace('6.5.4', '6.5.4 or so'), []],
])('a manifest %s', async (_, text, names) => expect(await found(text)).toEqual(names));
