import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { list } from 'tar';
import { parse } from 'yaml';
import { otherReaders } from './other-readers.js';

/** The tools whose outputs are read here. */
export type OutputTool = 'serverless' | 'sam' | 'cdk' | 'azure' | 'netlify' | 'cloudflare' | 'gcf' | 'image';

/** A folder or an archive that a tool would deploy. */
export interface DeployedCode {
  readonly path: string;
  /** Path in it that is loaded first. */
  readonly entry: string;
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return isObject(value) && Object.hasOwn(value, key) ? at(value[key], ...rest) : undefined;
}

function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

function objectsIn(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function read(path: string): unknown {
  try {
    if (!statSync(path).isFile()) return undefined;
    const text = readFileSync(path, 'utf8');
    return path.endsWith('.yaml') ? parse(text, { logLevel: 'silent' }) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(properties: unknown): string {
  return `${(textAt(properties, 'Handler') ?? '').replace(/\.[^.]*$/, '')}.js`;
}

/** Resources of a template that are functions or layers. */
function codeIn(template: unknown): [string, unknown][] {
  return objectsIn(at(template, 'Resources'))
    .filter(([, resource]) =>
      /^AWS::(?:Lambda|Serverless)::(?:Function|LayerVersion)$/.test(textAt(resource, 'Type') ?? ''),
    )
    .map(([id, resource]) => [id, at(resource, 'Properties')]);
}

function samCode(fn: string): DeployedCode[] {
  const build = join(fn, '.aws-sam/build');
  return codeIn(read(join(build, 'template.yaml'))).flatMap(([, properties]) => {
    const uri = textAt(properties, 'CodeUri') ?? textAt(properties, 'ContentUri');
    return uri === undefined ? [] : [{ path: resolve(build, uri), entry: entryOf(properties) }];
  });
}

function cdkCode(fn: string): DeployedCode[] {
  const out = join(fn, 'cdk.out');
  const artifacts = objectsIn(at(read(join(out, 'manifest.json')), 'artifacts')).map(([, one]) => one);
  const ofType = (type: string, key: string): string[] =>
    artifacts
      .filter((one) => textAt(one, 'type') === type)
      .flatMap((one) => textAt(one, 'properties', key) ?? []);
  const assets = new Map<string | undefined, string | undefined>();
  for (const file of ofType('cdk:asset-manifest', 'file'))
    for (const [, asset] of objectsIn(at(read(join(out, file)), 'files')))
      for (const [, destination] of objectsIn(at(asset, 'destinations')))
        assets.set(textAt(destination, 'objectKey'), textAt(asset, 'source', 'path'));
  return ofType('aws:cloudformation:stack', 'templateFile')
    .flatMap((file) => codeIn(read(join(out, file))))
    .flatMap(([, properties]) => {
      const key = textAt(properties, 'Code', 'S3Key') ?? textAt(properties, 'Content', 'S3Key');
      const path = key === undefined ? undefined : assets.get(key);
      return path === undefined ? [] : [{ path: resolve(out, path), entry: entryOf(properties) }];
    });
}

function serverlessCode(fn: string): DeployedCode[] {
  const folder = join(fn, '.serverless');
  const state = read(join(folder, 'serverless-state.json'));
  const shared = textAt(state, 'package', 'artifact');
  return objectsIn(at(state, 'service', 'functions')).flatMap(([, one]) => {
    const own = textAt(one, 'package', 'artifact');
    const artifact = own === undefined ? shared && join(folder, shared) : resolve(fn, own);
    const entry = `${(textAt(one, 'handler') ?? '').replace(/\.[^.]*$/, '')}.js`;
    return artifact === undefined ? [] : [{ path: artifact, entry }];
  });
}

function entriesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The app with the script of each function; without any, with the script of its manifest. */
function azureCode(fn: string): DeployedCode[] {
  const scripts = entriesIn(fn).flatMap((name) => {
    const script = textAt(read(join(fn, name, 'function.json')), 'scriptFile');
    return script === undefined ? [] : [posix.join(name, script)];
  });
  const main = textAt(read(join(fn, 'package.json')), 'main');
  const entries = scripts.length > 0 ? scripts : main === undefined ? [] : [main];
  return entries.map((entry) => ({ path: fn, entry }));
}

/** Every function that the manifest names, else every archive. */
function netlifyCode(fn: string): DeployedCode[] {
  const folder = join(fn, '.netlify/functions');
  const listed = objectsIn(at(read(join(folder, 'manifest.json')), 'functions')).flatMap(
    ([, one]) => textAt(one, 'path') ?? [],
  );
  const names = listed.length > 0 ? listed.map((path) => posix.basename(path)) : entriesIn(folder);
  return names
    .filter((name) => name.endsWith('.zip'))
    .map((name) => ({ path: join(folder, name), entry: `${name.slice(0, -'.zip'.length)}.js` }));
}

function cloudflareCode(fn: string): DeployedCode[] {
  return [{ path: join(fn, 'dist'), entry: 'index.js' }];
}

function gcfCode(fn: string): DeployedCode[] {
  return [{ path: fn, entry: textAt(read(join(fn, 'package.json')), 'main') ?? 'index.js' }];
}

const READERS = {
  sam: samCode,
  cdk: cdkCode,
  serverless: serverlessCode,
  azure: azureCode,
  netlify: netlifyCode,
  cloudflare: cloudflareCode,
  gcf: gcfCode,
};

function blobOf(fn: string, descriptor: unknown): string {
  return join(fn, 'blobs', (textAt(descriptor, 'digest') ?? '').replace(':', '/'));
}

/** Writes the files of a layer as one that knows nothing of this project would. */
function unpackLayer(blob: string, to: string): void {
  list({
    file: blob,
    sync: true,
    strict: false,
    onReadEntry(entry) {
      const path = resolve(to, entry.path);
      if (entry.type !== 'File' || !path.startsWith(`${to}/`)) return;
      const parts: Buffer[] = [];
      entry.on('data', (part: Buffer) => parts.push(part));
      entry.on('end', () => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, Buffer.concat(parts));
      });
    },
  });
}

/** The one image of a layout, unpacked below `to`; none where a part of it cannot be read. */
function imageCode(fn: string, to: string): DeployedCode[] {
  const [, descriptor] = objectsIn(at(read(join(fn, 'index.json')), 'manifests'))[0] ?? [];
  const manifest = read(blobOf(fn, descriptor));
  try {
    for (const [, layer] of objectsIn(at(manifest, 'layers'))) unpackLayer(blobOf(fn, layer), to);
  } catch {
    return [];
  }
  return statsOf(to) ? [{ path: to, entry: 'var/task/index.js' }] : [];
}

/** Unpacks a zip as one that knows nothing of this project would. */
function unpack(zip: string, to: string): void {
  const entriesOf = otherReaders('code.zip').get('listed zip');
  for (const { name, content } of entriesOf?.(readFileSync(zip)) ?? []) {
    const path = resolve(to, name);
    if (!path.startsWith(`${to}/`) || name.endsWith('/')) continue;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    } catch {
      // A file is in the way of a folder.
    }
  }
}

/** What a path leads to; undefined where no tool could open it: nothing there, a loop of links, a NUL in it. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The code that a tool would deploy of a project, read without any part of the scanner; archives are unpacked below `to`. */
export function deployOutput(tool: OutputTool, fn: string, to: string): DeployedCode[] {
  if (tool === 'image') return imageCode(fn, to);
  return READERS[tool](fn).flatMap(({ path, entry }, index) => {
    const facts = statsOf(path);
    if (facts?.isDirectory()) return [{ path, entry }];
    if (!facts?.isFile()) return [];
    const folder = join(to, String(index));
    mkdirSync(folder, { recursive: true });
    unpack(path, folder);
    return [{ path: folder, entry }];
  });
}
