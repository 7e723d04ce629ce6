import type { AnyNode, Property, SpreadElement } from 'acorn';
import type { FlowRule } from '../../model/index.js';
import { FlowNode, ObjectToken, placeOf, type CallSite, type Flow, type Token } from '../../program/index.js';
import type { EventPart } from '../event-parts.js';
import type { RuleSink } from '../call-names.js';
import type { StoreName } from '../../model/index.js';
import { says } from '../call-text.js';
import type { PassedCode } from './trace.js';
import { isOfKind } from '../texts/text-state.js';
import { applies, isTaint, type Taints } from '../schemas/taint.js';

/** A call that gets data from outside where a rule says that it must not, or that puts it into a resource of AWS. */
export interface SinkHit {
  /** Null of data that goes into a resource. */
  readonly rule: FlowRule | null;
  /** The call that gets it; null where the handler returns it. */
  readonly code: PassedCode | null;
  /** The place whose data it gets. */
  readonly value: FlowNode;
  readonly part: EventPart;
  readonly into?: StoreName;
  /** Places of the resource's name. `into` is the resource of requests without a name, and counts if one of these stays empty. */
  readonly names?: readonly FlowNode[];
  /** Of data that goes into a resource: rules by which it can do no harm any more. */
  readonly cleared?: ReadonlySet<string>;
}

interface Watch extends RuleSink {
  readonly flow: Flow;
  readonly site: CallSite;
  readonly taints: Taints;
}

export function codeOf({ node, scope }: CallSite): PassedCode {
  return { file: scope.owner.file, start: node.start, end: node.end };
}

/** Objects inside each other that are looked into. */
const DEEPEST = 3;

type Found = (hit: SinkHit) => void;

/** Calls back if a value is, or holds, data from outside to which the rule applies. */
function watchData(
  { site, rule, sink, taints }: Watch,
  { value, token }: { readonly value: FlowNode; readonly token: Token },
  found: Found,
): void {
  taints.whole(token, (each) => {
    if (applies(rule, each) && isOfKind(sink.of, each.mark))
      found({ rule, code: codeOf(site), value, part: each.mark.part });
  });
}

export interface PartOf {
  readonly value: FlowNode;
  readonly path: readonly string[];
}

/** Signs in a path that are no names of properties: any of them, any at any depth, and the names themselves. */
const ANY = '*';
const ANY_DEPTH = '**';
const NAMES = '#';
/** Objects inside each other that `**` stands for. */
const DEEPEST_OF_ANY = 6;

/** Calls back with an object if a property of it is a text: `role=system`. */
function whenSays(
  flow: Flow,
  token: ObjectToken,
  { wanted, found }: { readonly wanted: string; readonly found: () => void },
): void {
  const [name = '', text] = wanted.split('=');
  flow.propagation.listen(flow.properties.lookup(token, name), (each) => {
    if (each.kind === 'text' && each.text === text) found();
  });
}

/** The place that a step of a path leads to from an object; null of a step that is no property. */
function stepFrom(flow: Flow, token: ObjectToken, name: string): FlowNode {
  if (name === ANY) return flow.properties.all(token);
  if (name === NAMES) return (token.keys ??= new FlowNode());
  return flow.properties.lookup(token, name);
}

/** Calls back for each value that a place has under a path of properties. */
export function eachAt(
  flow: Flow,
  { value, path, depth = DEEPEST_OF_ANY }: PartOf & { readonly depth?: number },
  found: (part: FlowNode) => void,
): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    found(value);
    return;
  }
  flow.propagation.listen(value, (token) => {
    if (!(token instanceof ObjectToken)) return;
    const goOn = (place: FlowNode, left: readonly string[], deeper = depth): void => {
      eachAt(flow, { value: place, path: left, depth: deeper }, found);
    };
    if (name === ANY_DEPTH) {
      goOn(placeOf(flow, token), rest);
      if (depth > 0) goOn(flow.properties.all(token), path, depth - 1);
    } else if (name.includes('='))
      whenSays(flow, token, { wanted: name, found: () => goOn(placeOf(flow, token), rest) });
    else goOn(stepFrom(flow, token, name), rest);
  });
}

/** Calls back with the part of data under a path of properties. */
function partAt(
  taints: Taints,
  { token, path: [name, ...rest] }: { readonly token: Token; readonly path: readonly string[] },
  found: (part: Token) => void,
): void {
  if (name === undefined || !isTaint(token)) found(token);
  else
    taints.part(token, name, (part) => {
      partAt(taints, { token: part, path: rest }, found);
    });
}

/** Calls back if an argument that is data holds fields to which the rule applies: those that its schema lets through. */
function watchGivenFields(
  watch: Watch,
  { value, token }: { readonly value: FlowNode; readonly token: Token },
  found: Found,
): void {
  const { sink, taints } = watch;
  const isShaped = isTaint(token) && token.mark.shape !== null;
  if (!isShaped || sink.fields?.includes('*')) watchData(watch, { value, token }, found);
  else
    for (const field of sink.fields ?? [])
      partAt(taints, { token, path: field.split('.') }, (part) => {
        watchData(watch, { value, token: part }, found);
      });
}

/** Calls back if a place holds data from outside to which the rule applies. @param depth objects inside each other that are looked into. */
function watchValue(watch: Watch & { readonly depth?: number }, value: FlowNode, found: Found): void {
  const { flow, sink, depth = DEEPEST } = watch;
  flow.propagation.listen(value, (token) => {
    watchData(watch, { value, token }, found);
    if (!(token instanceof ObjectToken) || !sink.deep || depth === 0) return;
    // Of a function that is called back, what it returns.
    const inside = token.unit ? token.unit.returns : flow.properties.all(token);
    watchValue({ ...watch, depth: depth - 1 }, inside, found);
  });
}

function watchFields(watch: Watch, value: FlowNode, found: Found): void {
  const { flow, sink } = watch;
  flow.propagation.listen(value, (token) => {
    if (sink.whole !== false) watchGivenFields(watch, { value, token }, found);
    if (!(token instanceof ObjectToken)) return;
    for (const field of sink.fields ?? [])
      eachAt(flow, { value: placeOf(flow, token), path: field.split('.') }, (part) => {
        watchValue(watch, part, found);
      });
  });
}

function isOn(property: Property | SpreadElement, option: string): boolean {
  if (property.type === 'SpreadElement' || property.key.type !== 'Identifier') return false;
  const { key, value } = property;
  // Minified code has `!1`.
  const isNegated = value.type === 'UnaryExpression' && value.operator === '!';
  const literal = isNegated ? value.argument : value;
  const isOff = literal.type === 'Literal' && Boolean(literal.value) === isNegated;
  return key.name === option && !isOff;
}

/** Whether an object sets an option, as the code that makes it shows. */
function setsOption({ site }: ObjectToken, option: string): boolean {
  const node = site as AnyNode | null;
  return node?.type === 'ObjectExpression' && node.properties.some((each) => isOn(each, option));
}

/** Whether the code of a call rules out that the sink means it. */
function isOther({ flow, site, sink }: Watch): boolean {
  const { without, where, unless, with: wanted } = sink;
  const isSet = (node: AnyNode): boolean =>
    node.type === 'ObjectExpression' && node.properties.some((each) => isOn(each, without ?? ''));
  if (without !== undefined && site.given.some(isSet)) return true;
  const text = flow.sources.get(site.scope.owner.file) ?? '';
  if (unless?.some((each) => text.includes(each))) return true;
  if (wanted && !wanted.some((each) => text.includes(each))) return true;
  return where !== undefined && !says(where, text.slice(site.node.start, site.node.end), text);
}

/** Calls back once a call is known to be one that the sink means. */
function whenMeant(watch: Watch, run: () => void): void {
  const { flow, site, sink } = watch;
  const { option, first } = sink;
  if (isOther(watch)) return;
  if (option === undefined && first === undefined) {
    run();
    return;
  }
  const [command] = site.args;
  if (first && command)
    flow.propagation.listen(command, (token) => {
      if (token.kind === 'text' && first.includes(token.text.slice(token.text.lastIndexOf('/') + 1))) run();
    });
  if (option !== undefined)
    for (const value of site.args)
      flow.propagation.listen(value, (token) => {
        if (token instanceof ObjectToken && setsOption(token, option)) run();
      });
}

/** Calls back for each argument of a call that gets data from outside. */
export function watchSink(watch: Watch, found: Found): void {
  const { site, sink } = watch;
  whenMeant(watch, () => {
    for (const [at, value] of site.args.entries()) {
      const isMeant = sink.argument === 'any' || at === sink.argument || at >= site.spreadFrom;
      if (!isMeant) continue;
      if (sink.fields) watchFields(watch, value, found);
      else
        watchValue(at >= site.spreadFrom ? { ...watch, sink: { ...sink, deep: true } } : watch, value, found);
    }
  });
}
