import type {
  AnyNode,
  CallExpression,
  ExportNamedDeclaration,
  ForOfStatement,
  Identifier,
  Pattern,
} from 'acorn';
import { namesInPattern } from '../../syntax/index.js';

/** Methods of arrays that call their first argument with each element, and change nothing. The value: index of the parameter that gets it. */
const EACH: ReadonlyMap<string, number> = new Map([
  ...['map', 'forEach', 'flatMap', 'filter', 'find', 'findIndex', 'some', 'every'].map(
    (name) => [name, 0] as const,
  ),
  ...['reduce', 'reduceRight'].map((name) => [name, 1] as const),
]);

/** Other members of arrays and objects that change nothing and give nobody the whole of it. */
const HARMLESS: ReadonlySet<string> = new Set(['length', 'includes', 'indexOf', 'join', 'hasOwnProperty']);

/** The name of a member that is written out. */
function memberName(node: AnyNode): string | null {
  const isNamed = node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier';
  return isNamed ? (node.property as Identifier).name : null;
}

/** The list whose elements a call hands to its first argument one by one, and the parameter that gets them; null of other calls. */
export function eachElement({ callee }: CallExpression): { list: AnyNode; parameter: number } | null {
  const parameter = EACH.get(memberName(callee) ?? '');
  if (parameter === undefined || callee.type !== 'MemberExpression') return null;
  return { list: callee.object, parameter };
}

/** Parameters of a function that is written as an argument. A function with a name may call itself with something else: null. */
function parametersOf(callback: AnyNode | undefined): readonly Pattern[] | null {
  if (callback?.type === 'ArrowFunctionExpression') return callback.params;
  return callback?.type === 'FunctionExpression' && !callback.id ? callback.params : null;
}

/** Whether a function runs at once for each element of a list that is written out: `['a'].map(() => …)`. */
export function isCallbackOfList(parent: AnyNode | null, node: AnyNode): boolean {
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return false;
  return eachElement(parent)?.list.type === 'ArrayExpression';
}

/** Names of a script that stand for elements of lists, and lists that nothing changes. Whether a name is bound once is for the caller. */
export class ConstantLists {
  /** Lists by the names that get their elements. */
  private readonly listOf = new Map<string, AnyNode>();
  private readonly uses = new Map<string, number>();
  private readonly harmless = new Map<string, number>();

  private countHarmless(node: AnyNode): void {
    if (node.type === 'Identifier') this.harmless.set(node.name, (this.harmless.get(node.name) ?? 0) + 1);
  }

  private addCall(node: CallExpression): void {
    const each = eachElement(node);
    const params = each && parametersOf(node.arguments[0]);
    // A third parameter is the list itself.
    if (!params || params.length > each.parameter + 2) return;
    this.countHarmless(each.list);
    const param = params[each.parameter];
    if (param?.type === 'Identifier') this.listOf.set(param.name, each.list);
  }

  private addLoop({ left, right }: ForOfStatement): void {
    this.countHarmless(right);
    if (left.type !== 'VariableDeclaration') return;
    const [name] = namesInPattern(left);
    if (left.declarations[0]?.id.type === 'Identifier' && name !== undefined) this.listOf.set(name, right);
  }

  private countUse(name: string): void {
    this.uses.set(name, (this.uses.get(name) ?? 0) + 1);
  }

  private addExport({ declaration }: ExportNamedDeclaration): void {
    if (declaration?.type !== 'VariableDeclaration') return;
    for (const { id } of declaration.declarations) for (const name of namesInPattern(id)) this.countUse(name);
  }

  /** Called for every node of the script. */
  add(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        this.countUse(node.name);
        break;
      // Who imports an exported list may change it.
      case 'ExportNamedDeclaration':
        this.addExport(node);
        break;
      case 'CallExpression':
        this.addCall(node);
        break;
      case 'ForOfStatement':
        this.addLoop(node);
        break;
      case 'MemberExpression':
        if (HARMLESS.has(memberName(node) ?? '')) this.countHarmless(node.object);
        break;
      default:
    }
  }

  /** Whether all that code does with a name, besides defining it, leaves its list as it is. */
  isUnchanged(name: string): boolean {
    return (this.uses.get(name) ?? 0) === (this.harmless.get(name) ?? 0) + 1;
  }

  /** The list whose elements a name stands for. */
  listBehind(name: string): AnyNode | null {
    return this.listOf.get(name) ?? null;
  }
}
