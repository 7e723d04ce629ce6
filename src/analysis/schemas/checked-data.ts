import {
  type Check,
  type CheckingCall,
  type Flow,
  type FlowNode,
  isOpenCheck,
  type OutsideToken,
  PLAIN,
  type PropertyRead,
  type Token,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import { inTurn } from './in-turn.js';
import type { CheckedNames, FoundCheck, Place } from './checked-names.js';
import { CheckedParts } from './checked-parts.js';
import { partsCheckedBy, provedByFunction, provedByNamed } from './patterns.js';
import type { Schemas } from './schemas.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** A place where code reads data, or goes on with it. */
export interface ReadPlace extends Place {
  /** Schemas of the route that the place is a part of. */
  readonly filters?: FlowNode;
}

interface Checking extends Pick<ReadPlace, 'scope' | 'filters'> {
  readonly checks: readonly FoundCheck[];
  readonly found: Found;
}

/** A request that a function says to be good. */
export interface RouteProof extends Pick<ReadPlace, 'filters'> {
  readonly data: TaintToken;
  readonly scope: Place['scope'] | null;
  readonly shows: CheckingCall['shows'];
  readonly found: Found;
}

/** @returns false if the function says nothing of requests */
export type ProveRequest = (flow: Flow, callee: Token, proof: RouteProof) => boolean;

interface OpenCheck extends Omit<Checking, 'checks'> {
  readonly check: FoundCheck;
}

/** A function that code has called with data. */
interface Called extends Omit<CheckingCall, 'callee'>, Pick<ReadPlace, 'scope' | 'filters'> {}

/** How code calls a callback: with the value first. */
const BY_CALLBACK: Omit<Called, 'scope'> & { readonly scope: null } = {
  given: [],
  parameter: 0,
  shows: 'true',
  isAwaited: false,
  scope: null,
};

interface ByFunction {
  readonly callee: Token;
  readonly called: Pick<CheckingCall, 'parameter' | 'shows' | 'isAwaited' | 'field'>;
  readonly part?: string;
  readonly found: Found;
}

type Found = (token: Token) => void;

interface Ways {
  readonly taints: Taints;
  readonly schemas: Schemas;
  readonly proveRequest: ProveRequest;
  readonly names: Pick<CallNames, 'tests'>;
}

/** Data that code reads where it has checked it. */
export class CheckedData {
  private readonly names: CheckedNames;
  private readonly taints: Taints;
  private readonly schemas: Schemas;
  private readonly parts: CheckedParts;

  private readonly ways: Ways;

  constructor(names: CheckedNames, ways: Ways) {
    this.names = names;
    this.ways = ways;
    const { taints, schemas } = ways;
    this.taints = taints;
    this.schemas = schemas;
    this.parts = new CheckedParts(taints);
  }

  /** Whether code has checked what it reads, or a part of it, in any way. */
  isAny(place: Place): boolean {
    return this.names.at(place).length > 0 || this.names.below(place).length > 0;
  }

  /** Passes data on from where code has checked it: without the rules whose check it passed. */
  pass(
    flow: Flow,
    token: TaintToken,
    { out, place }: Pick<PropertyRead, 'out'> & { readonly place: ReadPlace },
  ): void {
    const { scope, filters } = place;
    const at = { scope, ...(filters && { filters }) };
    const names = this.names.below(place);
    const inParts = (data: TaintToken): TaintToken =>
      this.parts.of(
        { flow, data },
        {
          at: filters ?? scope,
          key: String(place.node.start),
          names,
          pass: (part, each, found) => {
            this.passChecks(flow, each, { checks: this.names.at(place, part), ...at, found });
          },
        },
      );
    this.passChecks(flow, token, {
      checks: this.names.at(place),
      ...at,
      found: (left) => {
        flow.propagation.add(out, isTaint(left) && names.length > 0 ? inParts(left) : left);
      },
    });
  }

  private passChecks(flow: Flow, token: TaintToken, { checks, found, ...place }: Checking): void {
    const known = checks.filter((check) => !isOpenCheck(check));
    const left = known.reduce<Token>(
      (data, { kind }) => (isTaint(data) ? this.taints.after(data, kind) : data),
      token,
    );
    if (isTaint(left)) {
      this.passUnproved(flow, left, { checks: checks.filter(isOpenCheck), ...place, found });
      return;
    }
    found(PLAIN);
    const lists = known.flatMap(({ kind, list }) => (kind === 'value' ? [list] : []));
    if (!lists.includes(undefined))
      this.passListed(flow, lists, {
        scope: place.scope,
        found: () => {
          found(token);
        },
      });
  }

  /** Calls back if each list that allows data is data itself. */
  private passListed(
    flow: Flow,
    [list, ...others]: readonly Check['list'][],
    { scope, found }: { readonly scope: Place['scope']; readonly found: () => void },
  ): void {
    if (!list) {
      found();
      return;
    }
    flow.propagation.listen(flow.valueAt(list, scope), (value) => {
      if (isTaint(value)) this.passListed(flow, others, { scope, found });
    });
  }

  /** Passes data on unless one of the checks that are known only with the program's values has cleaned it. */
  private passUnproved(flow: Flow, token: TaintToken, { checks, found, ...place }: Checking): void {
    const restrictions = checks.map((check) => (left: TaintToken, give: Found): void => {
      this.passCheck(flow, left, { check, ...place, found: give });
    });
    inTurn({ flow, data: token }, restrictions, found);
  }

  private passCheck(flow: Flow, token: TaintToken, { check, found, ...place }: OpenCheck): void {
    const { scope } = place;
    const { by, part } = check;
    if (!by)
      provedByNamed(flow, check, {
        scope,
        found: (kind) => {
          found(this.taints.after(token, kind));
        },
      });
    else
      flow.propagation.listen(flow.valueAt(by.callee, scope), (callee) => {
        if (part === undefined) this.prove(flow, token, { callee, called: { ...by, ...place }, found });
        else this.proveByFunction(flow, token, { callee, called: by, part, found });
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
    const { given, scope, filters, ...how } = called ?? BY_CALLBACK;
    const request = { data: token, scope, found, ...(filters && { filters }) };
    if (this.ways.proveRequest(flow, callee, { ...request, shows: how.shows })) return;
    const values = scope ? given.map((node) => flow.valueAt(node, scope)) : [];
    const proof = { ...how, data: token, given: values, found };
    if (this.schemas.prove(flow, callee, proof)) return;
    if (callee.kind === 'outside') found(how.shows === 'true' && this.isTest(callee) ? PLAIN : token);
    else this.proveByFunction(flow, token, { callee, called: how, found });
  }

  /** `validator.isUUID(id)`: whether what passes a test does no harm. */
  private isTest(callee: OutsideToken): boolean {
    return this.ways.names.tests.find(callee).length > 0;
  }

  /** What a function of the program has checked of data, or of properties of it. */
  private proveByFunction(flow: Flow, token: TaintToken, { callee, called, part, found }: ByFunction): void {
    const { parameter, shows, isAwaited, field } = called;
    const path = [field, part].flatMap((each) => each ?? []).join('.');
    const checking = { callee, parameter, shows, isAwaited };
    const inside = path === '' ? '' : `${path}.`;
    const names = partsCheckedBy(checking).flatMap((each) =>
      each.startsWith(inside) ? [each.slice(inside.length)] : [],
    );
    const pass = (name: string, data: TaintToken, give: Found): void => {
      provedByFunction(flow, { ...checking, ...(name !== '' && { part: name }) }, (kind) => {
        give(this.taints.after(data, kind));
      });
    };
    pass(path, token, (left) => {
      const checks = {
        at: callee,
        key: `${parameter} ${shows} ${isAwaited} ${path}`,
        names,
        pass: (name: string, data: TaintToken, give: Found): void => {
          pass(`${inside}${name}`, data, give);
        },
      };
      found(isTaint(left) && names.length > 0 ? this.parts.of({ flow, data: left }, checks) : left);
    });
  }
}
