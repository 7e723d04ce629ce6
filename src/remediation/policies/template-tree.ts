import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

/** A template's tree: its values with the short tags of CloudFormation. */
export type Tree = Node | null | undefined;

export function templateTree(text: string): Tree {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  return document.errors.length > 0 ? null : document.contents;
}

export function childOf(tree: Tree, ...path: readonly string[]): Tree {
  return path.reduce<Tree>((node, key) => {
    if (!isMap(node)) return null;
    const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
    return pair ? (pair.value as Tree) : null;
  }, tree);
}

export function textOf(tree: Tree): string | null {
  return isScalar(tree) && typeof tree.value === 'string' && !tree.tag?.startsWith('!') ? tree.value : null;
}

export function keysOf(tree: Tree): string[] {
  return isMap(tree) ? tree.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
}

export function itemsOf(tree: Tree): readonly Tree[] {
  return isSeq(tree) ? (tree.items as Tree[]) : [];
}

function firstPart(value: unknown): string | null {
  const [, id = null] = /^(?:\$\{)?([A-Za-z0-9]{1,255})(?:[.}]|$)/.exec(String(value)) ?? [];
  return id;
}

/** Logical id that a value refers to, by a short tag or in the long form; else null. */
export function referredId(tree: Tree): string | null {
  if (isScalar(tree)) return tree.tag?.startsWith('!') ? firstPart(tree.value) : null;
  if (isSeq(tree)) return tree.tag === '!GetAtt' ? scalarOf(tree.items[0]) : null;
  const [key, value] = ['Ref', 'Fn::GetAtt', 'Fn::Sub']
    .map((name) => [name, childOf(tree, name)] as const)
    .find(([, inner]) => inner) ?? [null, null];
  if (key === null) return null;
  return isSeq(value) ? scalarOf(value.items[0]) : isScalar(value) ? firstPart(value.value) : null;
}

function scalarOf(node: unknown): string | null {
  return isScalar(node) ? firstPart(node.value) : null;
}
