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
  PLAIN,
  type PropertyRead,
  type Token,
} from '../../program/index.js';
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

interface Listed extends Pick<PropertyRead, 'out' | 'place'> {
  readonly lists: readonly Check['list'][];
}

interface Unproved extends Pick<PropertyRead, 'out' | 'place'> {
  /** Checks of which it is not known yet what they prove. */
  readonly open: readonly Check[];
}

/** A function that code has called with data. */
interface Called extends Pick<CheckingCall, 'parameter' | 'given'> {
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
    const [check, ...others] = open;
    const goOn = (left: Token): void => {
      if (isTaint(left)) this.passUnproved(flow, left, { out, place, open: others });
      else flow.propagation.add(out, left);
    };
    const { scope } = place;
    if (!check) flow.propagation.add(out, token);
    else if (check.pattern)
      flow.propagation.listen(flow.valueAt(check.pattern, scope), (pattern) => {
        goOn(this.taints.after(token, provedByToken(pattern)));
      });
    else if (check.prefix)
      flow.propagation.listen(flow.valueAt(check.prefix, scope), (prefix) => {
        const isOpen = prefix.kind === 'text' ? !isClosedPrefix(prefix.text) : isResolved(prefix);
        goOn(this.taints.after(token, isOpen ? null : 'prefix'));
      });
    else if (check.by) {
      const { callee, ...given } = check.by;
      flow.propagation.listen(flow.valueAt(callee, scope), (each) => {
        this.prove(flow, token, { callee: each, called: { ...given, scope }, found: goOn });
      });
    }
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
    const given = called ? called.given.map((node) => flow.valueAt(node, called.scope)) : [];
    if (this.schemas.prove(flow, callee, { data: token, given, found })) return;
    if (callee.kind === 'outside') found(TYPE_TEST.test(callee.path.at(-1) ?? '') ? PLAIN : token);
    else
      provedByFunction(flow, { callee, parameter: called?.parameter ?? 0 }, (kind) => {
        found(this.taints.after(token, kind));
      });
  }
}
