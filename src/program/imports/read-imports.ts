import type { AnyNode, CallExpression, Identifier, NewExpression, Program } from 'acorn';
import { eachChild, holdsOne, otherRequires, readScript, requireNames, textOf } from '../../syntax/index.js';
import { eachElement, isCallbackOfList } from './constant-lists.js';
import { ConstantNames } from './constant-names.js';
import { calleeName, TextFolder } from './constant-text.js';
import {
  isBound,
  isCalledAtOnce,
  isKnownMaker,
  isLabel,
  isNamed,
  isPlainUse,
  type Visit,
} from './name-uses.js';
import { quotedPaths, quotedWords } from './quoted-words.js';
import type { ImportKind, ScriptImport, ScriptImports } from '../script-imports.js';

/** Words that a script cannot load other code without, written out or with escapes. Nodes without one are skipped. */
const SIGN =
  /\b(?:require|import|export|eval|createRequire|_load|Function|Worker|fork|__dirname|__filename)\b|\bmodule\s?\[|\(\s?module\s?[,)]|\\u|\\x/g;

/** The same in a text that a script may run as code. */
const LOADING_TEXT = /\brequire\b|\bimport\s{0,8}\(/;

/** Names of functions that compose paths. */
const PATH_MAKERS: ReadonlySet<string> = new Set(['resolve', 'join', 'URL']);

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Whether a computed member may be `require`. @param text null if the member is not constant. */
function isHiddenRequire(owner: string, text: string | null): boolean {
  return text === 'require' || (text === null && owner === 'module');
}

/** One walk through a script for its imports. */
class ImportReader {
  private readonly found: ScriptImport[] = [];
  private isOpen = false;
  private readonly folder: TextFolder;
  private readonly constants: ConstantNames;
  private readonly names: ReadonlySet<string>;
  private readonly others: ReadonlySet<AnyNode>;

  constructor(program: Program, names: ReadonlySet<string>, constants: ConstantNames) {
    this.folder = new TextFolder(constants);
    this.constants = constants;
    this.names = names;
    this.others = otherRequires(program, this.names);
  }

  private add(node: AnyNode | null | undefined, kind: ImportKind, isDeferred: boolean): void {
    for (const folded of this.folder.foldEach(node))
      if (folded) this.found.push({ specifier: folded.text, kind, isDeferred, isPrefix: !folded.isWhole });
      // Bundlers give modules numbers.
      else if (!(node?.type === 'Literal' && typeof node.value === 'number')) this.isOpen = true;
  }

  /** A text that code runs as code. */
  private addEvaluated(given: readonly AnyNode[]): void {
    for (const node of given) {
      const text = textOf(node);
      if (text === null || LOADING_TEXT.test(text)) this.isOpen = true;
    }
  }

  private isRequire({ callee }: CallExpression, node: AnyNode): boolean {
    if (this.others.has(node)) return true;
    const name = calleeName(callee);
    if (name === 'require' || name === '_load') return true;
    return callee.type === 'CallExpression' && calleeName(callee.callee) === 'createRequire';
  }

  private readCall(visit: Visit, node: CallExpression | NewExpression): void {
    const [first] = node.arguments;
    const name = calleeName(node.callee) ?? '';
    if (node.type === 'CallExpression' && this.isRequire(node, node))
      this.add(first, 'require', visit.isDeferred);
    else if (name === 'Worker' || name === 'fork') this.add(first, 'path', visit.isDeferred);
    else if (PATH_MAKERS.has(name)) this.readPath(node);
    else if (name === 'createRequire') this.isOpen ||= !isKnownMaker(visit.parent, node, this.names);
    else this.readEvaluation(name, node.arguments);
    if (node.type === 'CallExpression') this.addList(node, visit);
  }

  /** The elements that are required by `['a', 'b'].map(require)`; null of other calls. */
  private handedTo(node: CallExpression): readonly AnyNode[] | null {
    const [first] = node.arguments;
    const isRequire =
      first?.type === 'Identifier' && (first.name === 'require' || this.names.has(first.name));
    const each = isRequire ? eachElement(node) : null;
    return each?.parameter === 0 ? this.constants.elementsOf(each.list) : null;
  }

  private addList(node: CallExpression, { isDeferred }: Visit): void {
    for (const element of this.handedTo(node) ?? []) this.add(element, 'require', isDeferred);
  }

  private readEvaluation(name: string, given: readonly AnyNode[]): void {
    if (name === 'eval') this.addEvaluated(given);
    // Code of `Function` has no `require`: it loads by `import()` alone.
    else if (name === 'Function') this.addEvaluated(given.filter((each) => textOf(each) !== null));
  }

  /** A composed path that no import is seen to take may still be loaded. */
  private readPath(node: AnyNode): void {
    const folded = this.folder.fold(node);
    if (!folded || !/^(?:\.\.?\/|\/)./.test(folded.text)) return;
    this.found.push({ specifier: folded.text, kind: 'path', isDeferred: true, isPrefix: !folded.isWhole });
  }

  /** Its folder as a whole: `load(__dirname)`, `load(module)`. */
  private readFolder({ node, parent }: Visit): void {
    const isGiven = parent?.type === 'CallExpression' && parent.callee !== node;
    if (isGiven) this.found.push({ specifier: './', kind: 'path', isDeferred: true, isPrefix: true });
  }

  /** Whether a use of `require` is one that is followed elsewhere. */
  private isFollowed(visit: Visit): boolean {
    if (isLabel(visit) || isBound(visit) || isPlainUse(visit)) return true;
    // esbuild's substitute for `require` is known by its name.
    const isSubstitute = visit.parent?.type === 'ConditionalExpression' && this.names.size > 0;
    return isSubstitute || isNamed(visit, this.names);
  }

  private isHanded({ node, parent }: Visit): boolean {
    const isFirst = parent?.type === 'CallExpression' && parent.arguments[0] === node;
    return isFirst && this.handedTo(parent) !== null;
  }

  private readName({ name }: Identifier, visit: Visit): void {
    if (name === '__dirname' || name === 'module') this.readFolder(visit);
    else if (name === 'require' || this.names.has(name))
      this.isOpen ||= !this.isFollowed(visit) && !this.isHanded(visit);
  }

  /** `module['require']`, `module[name]`, `require.apply` */
  private readMember(node: AnyNode): void {
    if (node.type !== 'MemberExpression') return;
    const { object } = node;
    const owner = object.type === 'Identifier' ? object.name : '';
    const isRequire = owner === 'require' || this.names.has(owner);
    const isCalledBy = isRequire && ['apply', 'call', 'bind'].includes(calleeName(node) ?? '');
    if (isCalledBy || (node.computed && isHiddenRequire(owner, textOf(node.property)))) this.isOpen = true;
  }

  read(visit: Visit): void {
    const { node, isDeferred } = visit;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
      case 'ImportExpression':
        if (node.source) this.add(node.source, 'import', isDeferred);
        break;
      case 'CallExpression':
      case 'NewExpression':
        this.readCall(visit, node);
        break;
      case 'Identifier':
        this.readName(node, visit);
        break;
      default:
        this.readMember(node);
        this.readText(node);
    }
  }

  /** `__dirname + '/models'` */
  private readText(node: AnyNode): void {
    if (node.type === 'BinaryExpression' || node.type === 'TemplateLiteral') this.readPath(node);
  }

  result(text: string): ScriptImports {
    const imported = new Set(this.found.map(({ specifier }) => specifier));
    const paths = new Set([...quotedPaths(text)].filter((path) => !imported.has(path)));
    return { imports: this.found, paths, isOpen: this.isOpen, words: quotedWords(text) };
  }
}

/** Goes through a program, a loop and not a recursion: scanned code may nest as deep as it likes. */
function walk(program: Program, within: (node: AnyNode) => boolean, read: (visit: Visit) => void): void {
  const open: Visit[] = [{ node: program, parent: null, isDeferred: false }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { node, parent } = visit;
    read(visit);
    const runsNow = isCalledAtOnce(parent, node) || isCallbackOfList(parent, node);
    const isDeferred = visit.isDeferred || (FUNCTIONS.has(node.type) && !runsNow);
    eachChild(node, (child) => {
      if (within(child)) open.push({ node: child, parent: node, isDeferred });
    });
  }
}

/** Where a text has one of some names. */
function placesOf(names: ReadonlySet<string>, text: string): number[] {
  if (names.size === 0) return [];
  const each = [...names].map((name) => name.replaceAll('$', String.raw`\$`)).join('|');
  const pattern = new RegExp(String.raw`(?<![\w$.])(?:${each})(?![\w$])`, 'g');
  return Array.from(text.matchAll(pattern), ({ index }) => index);
}

/** A script without a sign loads nothing. */
const NO_IMPORTS: ScriptImports = { imports: [], paths: new Set(), isOpen: false, words: new Set() };

/**
 * The imports of a script; null when it does not parse or is too large.
 * @param parse gives its tree as `readScript` does
 */
export function readImports(text: string, parse: typeof readScript = readScript): ScriptImports | null {
  const signs = Array.from(text.matchAll(SIGN), ({ index }) => index);
  if (signs.length === 0) return { ...NO_IMPORTS, paths: quotedPaths(text), words: quotedWords(text) };
  const program = parse(text);
  if (typeof program === 'string') return null;
  const constants = new ConstantNames();
  walk(
    program,
    () => true,
    ({ node }) => constants.add(node),
  );
  const names = requireNames(text);
  const reader = new ImportReader(program, names, constants);
  const places = [...signs, ...placesOf(names, text)].sort((first, second) => first - second);
  walk(
    program,
    (node) => holdsOne(node, places),
    (visit) => reader.read(visit),
  );
  return reader.result(text);
}
