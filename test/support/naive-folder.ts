import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { parse, type AnyNode, type CallExpression } from 'acorn';
import { NESTED } from './seed-files.js';

/** Node's view of a folder, read without any part of the tool. */
export interface NaiveReading {
  /** `name@version` of packages in folders `node_modules`. */
  readonly packages: ReadonlySet<string>;
  /** Whether the sample of malware would run. */
  readonly isEvil: boolean;
  /** Whether something would be loaded that lies outside of the folder. */
  readonly leaves: boolean;
  /** Whether code would come from a pipe or a device: nobody can look at it before it runs. */
  readonly isFed: boolean;
}

function treeOf(text: string): AnyNode | undefined {
  for (const sourceType of ['script', 'module'] as const)
    try {
      return parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        allowReturnOutsideFunction: true,
      });
    } catch {
      // Node tries the other, too.
    }
  return undefined;
}

function* nodesOf(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const value of Object.values(node).flat() as unknown[])
    if (typeof value === 'object' && value !== null && 'type' in value) yield* nodesOf(value as AnyNode);
}

interface ScriptReading {
  readonly asked: readonly string[];
  readonly isEvil: boolean;
}

/** A text in a call's argument: `__dirname + '/x'` is './x'. */
function textOf(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'BinaryExpression' && node.right.type === 'Literal')
    return `.${String(node.right.value)}`;
  return undefined;
}

/** The modules that a node imports or requires. */
function askedBy(node: AnyNode): string | undefined {
  if (node.type === 'ImportDeclaration') return String(node.source.value);
  if (node.type === 'ImportExpression') return textOf(node.source);
  return calleeOf(node) === 'require' ? textOf((node as CallExpression).arguments[0]) : undefined;
}

function calleeOf(node: AnyNode): string | undefined {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' ? node.callee.name : undefined;
}

function readScript(text: string): ScriptReading {
  const program = treeOf(text);
  const nodes = program ? [...nodesOf(program)] : [];
  const isSample = (node: AnyNode): boolean =>
    calleeOf(node) === 'eval' && text.slice(node.start, node.end).includes('(Buffer.from("Y29uc29s');
  return { asked: nodes.flatMap((node) => askedBy(node) ?? []), isEvil: nodes.some(isSample) };
}

function resolveFrom(from: string, asked: string): string | undefined {
  try {
    const found = createRequire(from).resolve(asked);
    return isAbsolute(found) ? realpathSync(found) : undefined;
  } catch {
    return undefined;
  }
}

function runs(path: string): boolean {
  return !/\.(?:json|node)$/.test(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}

function isFeed(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts !== undefined && (facts.isFIFO() || facts.isCharacterDevice());
}

/** Follows code from its entry as Node does. */
function follow(root: string, entry: string): Omit<NaiveReading, 'packages'> {
  const first = resolveFrom(join(root, 'x'), `./${entry}`);
  const open = new Set(first === undefined ? [] : [first]);
  let [isEvil, leaves, isFed] = [false, false, false];
  for (const path of open) {
    if (!path.startsWith(`${root}/`)) leaves = true;
    else if (isFeed(path)) isFed = true;
    else if (runs(path)) {
      const script = readScript(readFileSync(path, 'utf8'));
      isEvil ||= script.isEvil;
      for (const found of script.asked.flatMap((asked) => resolveFrom(path, asked) ?? [])) open.add(found);
    }
  }
  return { isEvil, leaves, isFed };
}

function packageAt(folder: Buffer): string[] {
  try {
    const path = Buffer.concat([folder, Buffer.from('/package.json')]);
    // To open a pipe is to wait for ever.
    if (!statSync(path).isFile()) return [];
    const { name, version } = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Record<
      string,
      unknown
    >;
    return typeof name === 'string' && typeof version === 'string' ? [`${name}@${version}`] : [];
  } catch {
    return [];
  }
}

function isNested(path: Buffer): boolean {
  const facts = lstatSync(path);
  return facts.isFile() && facts.size === NESTED.length && readFileSync(path, 'latin1') === NESTED;
}

/** Packages in real folders, and that of the nested archive under whatever name it is. */
function* packagesBelow(folder: Buffer, parent = ''): Generator<string> {
  for (const name of readdirSync(folder, { encoding: 'buffer' })) {
    const path = Buffer.concat([folder, Buffer.from('/'), name]);
    if (isNested(path)) yield 'nested-one@1.0.0';
    if (!lstatSync(path).isDirectory()) continue;
    if (parent === 'node_modules' || parent === '@') yield* packageAt(path);
    const shown = name.toString('latin1');
    yield* packagesBelow(path, parent === 'node_modules' && shown.startsWith('@') ? '@' : shown);
  }
}

/**
 * Reads a folder whose code begins at a path in it.
 * @param entry null: no code is followed.
 */
export function readNaively(folder: string, entry: string | null): NaiveReading {
  const root = realpathSync(folder);
  const followed = entry === null ? { isEvil: false, leaves: false, isFed: false } : follow(root, entry);
  return { packages: new Set(packagesBelow(Buffer.from(root))), ...followed };
}

/** Copies a folder or a file, links as they are; names need not be UTF-8. */
function copy(from: Buffer, to: Buffer): void {
  const facts = lstatSync(from);
  if (facts.isSymbolicLink()) symlinkSync(readlinkSync(from, 'buffer'), to);
  else if (facts.isFile()) copyFileSync(from, to);
  else if (!facts.isDirectory()) linkSync(from, to);
  else {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from, { encoding: 'buffer' })) {
      const below = Buffer.concat([Buffer.from('/'), name]);
      copy(Buffer.concat([from, below]), Buffer.concat([to, below]));
    }
  }
}

/** Deploys a folder, and the files mapped into it, as a platform would. @returns false where a file is in the way of a folder. */
export function deploy(folder: string, mapped: ReadonlyMap<string, string>, to: string): boolean {
  rmSync(to, { recursive: true, force: true });
  copy(Buffer.from(folder), Buffer.from(to));
  for (const [path, from] of mapped) {
    const target = join(to, path);
    try {
      rmSync(target, { recursive: true, force: true });
      mkdirSync(dirname(target), { recursive: true });
    } catch {
      return false;
    }
    copy(Buffer.from(realpathSync(from)), Buffer.from(target));
  }
  return true;
}
