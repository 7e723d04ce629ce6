import type { AnyNode, CallExpression } from 'acorn';
import { Callbacks } from './callbacks.js';
import { KeptState } from './kept-state.js';
import {
  ANY_NAME,
  type AssignedValue,
  type CallSite,
  elementsOf,
  type Flow,
  type FlowNode,
  isNativeName,
  ObjectToken,
  PLAIN,
  type Token,
} from '../../program/index.js';
import { TextMethods, type TextMethod } from '../schemas/text-methods.js';
import type { CheckedData } from '../schemas/checked-data.js';
import type { FlowTables } from '../call-names.js';
import { methodName } from '../call-text.js';
import type { Passages } from '../schemas/passages.js';
import { provedOfElements } from '../schemas/patterns.js';
import { shapeOnce } from '../schemas/data-shape.js';
import { isTaint, listShape, type Taints, type TaintToken } from '../schemas/taint.js';

/** Methods of a text or a list that tell something about it, and give nothing of it. */
const TELLING: ReadonlySet<string> = new Set(
  'includes startsWith endsWith indexOf lastIndexOf charCodeAt codePointAt localeCompare every some has test findIndex findLastIndex hasOwnProperty push unshift'.split(
    ' ',
  ),
);
/** Methods that give what their callback gives. */
const MAPPING: ReadonlySet<string> = new Set(['map', 'flatMap', 'reduce', 'reduceRight', 'then']);
/** Of these, the methods that give a list. */
const LISTING: ReadonlySet<string> = new Set(['map', 'flatMap']);
/** Methods that give elements of which a callback says that they are good. */
const CHOOSING: ReadonlySet<string> = new Set(['filter', 'find', 'findLast']);
/** Methods that give a text, or a list of texts. */
const TEXTS: ReadonlySet<string> = new Set(
  'trim trimStart trimEnd toString toLowerCase toUpperCase replace replaceAll padStart padEnd normalize substring substr split join charAt repeat'.split(
    ' ',
  ),
);
const TAKING: ReadonlySet<string> = new Set(['at', 'pop', 'shift']);

/** Whether what a method gives may hold data of its object or its arguments. */
function givesData(site: CallSite): boolean {
  const name = methodName(site);
  return name !== null && !TELLING.has(name);
}

/** The call of a method by this name that an expression is. */
function methodCall(node: AnyNode, name: string): CallExpression | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { property } = node.callee;
  return property.type === 'Identifier' && property.name === name ? node : null;
}

/** The sign at which the list was split of which a method takes an element: `name.split('/').pop()`. */
function splitBy({ node }: CallSite): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const [separator] = methodCall(node.callee.object, 'split')?.arguments ?? [];
  return separator?.type === 'Literal' ? String(separator.value) : null;
}

/** `token.split('.')` */
function isSplitAtDots(site: CallSite): boolean {
  const [sign] = site.given;
  return methodName(site) === 'split' && sign?.type === 'Literal' && sign.value === '.';
}

interface Ways {
  readonly passages: Passages;
  readonly taints: Taints;
  readonly checked: CheckedData;
}

/** Calls of methods of data from outside. */
export class DataMethods {
  private readonly tables: Pick<FlowTables, 'rules' | 'names'>;
  private readonly ways: Ways;
  private readonly texts: TextMethods;
  private readonly kept: KeptState;
  private readonly callbacks: Callbacks;
  private readonly around = new Set<CallSite>();
  private readonly lists = new Map<CallSite, ObjectToken>();

  constructor(tables: Pick<FlowTables, 'rules' | 'names'>, ways: Ways) {
    this.tables = tables;
    this.ways = ways;
    this.texts = new TextMethods(tables.rules, ways.taints);
    this.kept = new KeptState(ways);
    this.callbacks = new Callbacks(ways);
  }

  private readonly asText = (token: TaintToken): TaintToken => this.ways.taints.text(token);

  /** What a method gives: data, or what its callback makes of it. */
  private resultOf(flow: Flow, site: CallSite, { callee, name }: TextMethod): void {
    if (TELLING.has(name)) {
      flow.propagation.add(site.result, PLAIN);
      return;
    }
    const [callback] = site.args;
    if (MAPPING.has(name) && callback) {
      this.mapped(flow, site, { callee, name });
      return;
    }
    if (CHOOSING.has(name) && callback) {
      this.ways.passages.note(site.callee, site.result);
      flow.propagation.listen(callback, (token) => {
        const found = (left: Token): void => {
          flow.propagation.add(site.result, isTaint(left) ? this.chosen(flow, left, site) : left);
        };
        this.ways.checked.prove(flow, callee, { callee: token, called: null, found });
      });
      return;
    }
    const left = this.texts.left(site, { callee, name });
    this.give(flow, site, { name, left });
    this.ways.passages.note(site.callee, site.result);
    for (const value of site.args) this.ways.passages.deep(flow, value, { to: site.result });
  }

  /** A method gives data itself, an element of a list, or a text made of all that is in it. */
  private give(
    flow: Flow,
    site: CallSite,
    { name, left }: { readonly name: string; readonly left: Token },
  ): void {
    const { taints } = this.ways;
    const add = (token: Token): void => {
      flow.propagation.add(site.result, token);
    };
    if (!isTaint(left)) add(left);
    else if (TAKING.has(name))
      taints.part(left, '*', (part) => {
        const separator = splitBy(site);
        add(isTaint(part) ? this.texts.without(part, (sign) => sign === separator) : part);
      });
    else if (!TEXTS.has(name)) add(left);
    else
      taints.whole(left, (each) => {
        if (isTaint(each)) add(isSplitAtDots(site) ? taints.split(taints.text(each)) : taints.text(each));
        else add(each);
      });
  }

  /** Pairs of which a callback has checked the name or the value. */
  private chosen(flow: Flow, data: TaintToken, site: CallSite): TaintToken {
    const { taints } = this.ways;
    const proved = provedOfElements(site.given[0]);
    if (proved.size === 0) return data;
    const pair = shapeOnce(flow, {
      part: (name, found) => {
        taints.part(data, name, (each) => {
          found(isTaint(each) ? taints.after(each, proved.get(name) ?? null) : each);
        });
      },
      whole: (found) => {
        taints.whole(data, found);
      },
    });
    const list = listShape(taints, (found) => {
      found(taints.shaped(data, pair));
    });
    return taints.shaped(data, list);
  }

  /** What a callback makes of data. A function of the language may make a number of it. */
  private mapped(flow: Flow, site: CallSite, { callee, name }: TextMethod): void {
    const { result: to, args } = site;
    const [callback] = args;
    if (!callback) return;
    flow.propagation.listen(callback, (token) => {
      if (token instanceof ObjectToken && token.unit) {
        const { returns } = token.unit;
        this.ways.passages.note(returns, to);
        if (LISTING.has(name)) this.listed(flow, site, { returns, isFlat: name === 'flatMap' });
        else this.ways.passages.deep(flow, returns, { to });
      } else {
        const cleans = token.kind === 'outside' ? this.tables.names.cleans.find(token) : [];
        flow.propagation.add(to, this.ways.taints.cleaned(callee, cleans));
      }
    });
  }

  /** A list of what a callback returns, or of the elements of that. */
  private listed(
    flow: Flow,
    site: CallSite,
    { returns, isFlat }: { readonly returns: FlowNode; readonly isFlat: boolean },
  ): void {
    const list = this.lists.get(site) ?? new ObjectToken('array');
    this.lists.set(site, list);
    const each = flow.properties.slot(list, ANY_NAME);
    if (isFlat) elementsOf(flow, returns, each);
    else flow.propagation.edge(returns, each);
    flow.propagation.add(site.result, list);
  }

  /** A method of data: its callback gets data, too. */
  call(flow: Flow, site: CallSite, callee: TaintToken): boolean {
    const name = methodName(site) ?? '';
    this.resultOf(flow, site, { callee, name });
    this.callbacks.call(flow, site, { data: callee, name });
    return true;
  }

  /** A method of a list of the program may keep data. */
  keep(flow: Flow, site: CallSite, callee: Token): void {
    this.kept.call(flow, site, callee);
  }

  assigned(flow: Flow, assignment: AssignedValue): void {
    this.kept.assigned(flow, assignment);
  }

  /** A method of something else may give back what it is called on: `[a, b].join(' ')`. */
  receive(flow: Flow, site: CallSite): void {
    if (!givesData(site) || this.around.has(site)) return;
    this.around.add(site);
    if (site.node.type !== 'CallExpression' || site.node.callee.type !== 'MemberExpression') return;
    const object = flow.valueAt(site.node.callee.object, site.scope);
    const passage = { to: site.result, ...(TEXTS.has(methodName(site) ?? '') && { as: this.asText }) };
    // Data that a method is called on is a case of its own.
    flow.propagation.listen(object, (token) => {
      const isList = token instanceof ObjectToken && token.form === 'array';
      if (!isList || !isNativeName(methodName(site) ?? '')) this.ways.passages.inside(flow, token, passage);
    });
    for (const value of site.args) this.ways.passages.deep(flow, value, passage);
  }
}
