import type { AnyNode } from 'acorn';
import {
  type Check,
  CheckedRanges,
  collectRanges,
  nameOf,
  type CheckingCall,
  type Flow,
  isClosedPrefix,
  isOpenCheck,
  type OutsideToken,
  PLAIN,
  type PropertyRead,
  type Token,
} from '../../program/index.js';
import { inTurn } from './in-turn.js';
import { provedByFunction, provedByToken } from './patterns.js';
import type { Schemas } from './schemas.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** A name and the names of what it is part of: `a.b.c`, `a.b`, `a`, and `*` of everything. */
function namesAround(name: string): string[] {
  const parts = name.split('.');
  return [...parts.map((_, at) => parts.slice(0, at + 1).join('.')), '*'];
}

/** The names of a program where code has compared their values with what it allows. */
export class CheckedNames {
  private readonly byProgram = new WeakMap<AnyNode, CheckedRanges>();

  /** How code has checked what it reads at a place. */
  at({ node, scope }: PropertyRead['place']): readonly Check[] {
    const name = nameOf(node);
    if (name === null) return [];
    let top = scope;
    while (top.parent) top = top.parent;
    const program = top.owner.node;
    const ranges = this.byProgram.get(program) ?? new CheckedRanges(collectRanges(program));
    this.byProgram.set(program, ranges);
    // A schema that checked a value already said what its parts may hold: it does not clear a part once more.
    return namesAround(name).flatMap((each) =>
      ranges.at(each, node.start).filter(({ by }) => by === undefined || each === name),
    );
  }
}

/** Whether a value is a path as Node resolves it: without a separator at its end. */
function isResolved(value: Token): boolean {
  if (value.kind !== 'outside' || value.module !== 'path') return false;
  const [name = '', call] = value.path.slice(-2);
  return call === '()' && RESOLVING.test(name);
}
const RESOLVING = /^(?:resolve|dirname)$/;

/** `Number.isInteger`, and its like in packages. */
const TYPE_TEST = /^is(?:Integer|SafeInteger|Finite|UUID|Int|Numeric|Alphanumeric|ISO8601|MongoId|ULID)$/;

function isTypeTest({ path }: OutsideToken): boolean {
  return TYPE_TEST.test(path.at(-1) ?? '');
}

/** How code calls a callback: with the value first. */
const BY_CALLBACK = { given: [], parameter: 0, shows: 'true', field: undefined, scope: null } as const;

interface Listed extends Pick<PropertyRead, 'out' | 'place'> {
  readonly lists: readonly Check['list'][];
}

interface Checking {
  readonly check: Check;
  readonly scope: PropertyRead['place']['scope'];
  readonly found: Found;
}

interface Unproved extends Pick<PropertyRead, 'out' | 'place'> {
  /** Checks of which it is not known yet what they prove. */
  readonly open: readonly Check[];
}

/** A function that code has called with data. */
interface Called extends Omit<CheckingCall, 'callee'> {
  readonly scope: PropertyRead['place']['scope'];
}

type Found = (token: Token) => void;

/** Data that code reads where it has checked it. */
export class CheckedData {
  private readonly names: CheckedNames;
  private readonly taints: Taints;
  private readonly schemas: Schemas;

  constructor(
    names: CheckedNames,
    { taints, schemas }: { readonly taints: Taints; readonly schemas: Schemas },
  ) {
    this.names = names;
    this.taints = taints;
    this.schemas = schemas;
  }

  /** Whether code has checked what it reads in any way. */
  isAny(place: PropertyRead['place']): boolean {
    return this.names.at(place).length > 0;
  }

  /** Passes data on from where code has checked it: without the rules whose check it passed. */
  pass(flow: Flow, token: TaintToken, { out, place }: Pick<PropertyRead, 'out' | 'place'>): void {
    const checks = this.names.at(place);
    const left = checks
      .filter((check) => !isOpenCheck(check))
      .reduce<Token>((data, { kind }) => (isTaint(data) ? this.taints.after(data, kind) : data), token);
    if (isTaint(left)) {
      this.passUnproved(flow, left, { out, place, open: checks.filter(isOpenCheck) });
      return;
    }
    flow.propagation.add(out, PLAIN);
    const lists = checks.flatMap((check) =>
      check.kind === 'value' && !isOpenCheck(check) ? [check.list] : [],
    );
    if (!lists.includes(undefined)) this.passListed(flow, token, { out, place, lists });
  }

  /** Passes data on where each list that allows it is data itself. */
  private passListed(flow: Flow, token: TaintToken, { out, place, lists }: Listed): void {
    const [list, ...others] = lists;
    if (!list) {
      flow.propagation.add(out, token);
      return;
    }
    flow.propagation.listen(flow.valueAt(list, place.scope), (value) => {
      if (isTaint(value)) this.passListed(flow, token, { out, place, lists: others });
    });
  }

  /** Passes data on unless one of the checks that are known only with the program's values has cleaned it. */
  private passUnproved(flow: Flow, token: TaintToken, { out, place, open }: Unproved): void {
    const restrictions = open.map((check) => (left: TaintToken, found: Found): void => {
      this.passCheck(flow, left, { check, scope: place.scope, found });
    });
    inTurn({ flow, data: token }, restrictions, (left) => {
      flow.propagation.add(out, left);
    });
  }

  private passCheck(flow: Flow, token: TaintToken, { check, scope, found }: Checking): void {
    const { pattern, prefix, by } = check;
    if (pattern)
      flow.propagation.listen(flow.valueAt(pattern, scope), (each) => {
        found(this.taints.after(token, provedByToken(each)));
      });
    else if (prefix)
      flow.propagation.listen(flow.valueAt(prefix, scope), (each) => {
        const isOpen = each.kind === 'text' ? !isClosedPrefix(each.text) : isResolved(each);
        found(this.taints.after(token, isOpen ? null : 'prefix'));
      });
    else if (by)
      flow.propagation.listen(flow.valueAt(by.callee, scope), (callee) => {
        this.prove(flow, token, { callee, called: { ...by, scope }, found });
      });
  }

  /** Calls back with what data is after a function has said that it is good. */
  prove(
    flow: Flow,
    token: TaintToken,
    {
      callee,
      called,
      found,
    }: { readonly callee: Token; readonly called: Called | null; readonly found: Found },
  ): void {
    const { given, parameter, shows, field, scope } = called ?? BY_CALLBACK;
    const values = scope ? given.map((node) => flow.valueAt(node, scope)) : [];
    const proof = { data: token, given: values, found, at: { parameter, field }, shows };
    if (this.schemas.prove(flow, callee, proof)) return;
    if (callee.kind === 'outside') found(shows === 'true' && isTypeTest(callee) ? PLAIN : token);
    else
      provedByFunction(flow, { callee, parameter, shows }, (kind) => {
        found(this.taints.after(token, kind));
      });
  }
}
