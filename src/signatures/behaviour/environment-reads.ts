import {
  ObjectToken,
  type ElementRead,
  type Flow,
  type FlowNode,
  type MarkToken,
  type OutsideToken,
  type PropertyRead,
} from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import { isDeepMember } from './mark-methods.js';
import { markOf, spanOf, type CodeSpan, type Marks, type TakenMark } from './marks.js';
import { GLOBAL_OBJECTS } from './member-names.js';

/** Stands in a name for all members of an object: `console.*`. */
const ANY_MEMBER = '*';

interface Reading {
  readonly names: BehaviourNames;
  readonly marks: Marks;
  /** Whether sources of a kind are followed. */
  readonly isFollowed: (kind: string) => boolean;
}

/** Values that code takes by reading them, or by putting a function where others call it: the environment, its variables, requests. */
export class EnvironmentReads {
  private readonly reading: Reading;
  private readonly readsVariables: boolean;

  constructor(reading: Reading) {
    this.reading = reading;
    this.readsVariables = reading.names.variables.some(({ kind }) => reading.isFollowed(kind));
  }

  /** A variable of the environment that holds a secret. */
  variable(
    flow: Flow,
    { name, out }: { readonly name: string; readonly out: FlowNode },
    code: CodeSpan,
  ): void {
    const { names, marks, isFollowed } = this.reading;
    for (const { kind, variables } of names.variables)
      if (isFollowed(kind) && variables?.isIn(name))
        flow.propagation.add(out, marks.taken({ kind, form: 'value', code }));
  }

  /** A member that is a source by its name. */
  member(flow: Flow, read: Omit<PropertyRead, 'object'>, token: OutsideToken): void {
    const { name, out, place } = read;
    this.deepMember(flow, read, token);
    const { names, marks, isFollowed } = this.reading;
    for (const { kind, whole } of names.members.find({ ...token, path: [...token.path, name] }))
      if (isFollowed(kind) || this.readsVariables)
        flow.propagation.add(
          out,
          marks.taken({ kind, form: whole ? 'whole' : 'value', code: spanOf(place) }),
        );
  }

  /** The engine takes members inside of members for data: `child.stdin.write`. */
  private deepMember(flow: Flow, { name, out }: Omit<PropertyRead, 'object'>, token: OutsideToken): void {
    const { module, path } = token;
    const isDeep = isDeepMember(path) && this.reading.names.modules.has(module);
    if (isDeep) flow.propagation.add(out, flow.outside(module, [...path, name]));
  }

  /** One property of an object of which only all properties together count. */
  element(flow: Flow, mark: TakenMark, { out, by }: ElementRead): void {
    if (typeof by === 'string') this.variable(flow, { name: by, out }, mark.code);
    else if (by)
      flow.propagation.listen(by, (key) => {
        const name = markOf(key);
        if (name?.is === 'taken' && name.form === 'names')
          flow.propagation.add(out, this.reading.marks.as(mark, 'value'));
      });
  }

  /** The names of all properties. */
  keys(flow: Flow, value: FlowNode, out: FlowNode): void {
    flow.propagation.listen(value, (token) => {
      const mark = markOf(token);
      if (mark?.is === 'taken' && mark.form === 'whole')
        flow.propagation.add(out, this.reading.marks.as(mark, 'names'));
    });
  }

  /** What a function gives of an object holds its values: `JSON.stringify(process.env)`. */
  inText(token: MarkToken): MarkToken {
    const mark = markOf(token);
    return mark?.is === 'taken' && mark.form === 'whole' ? this.reading.marks.as(mark, 'value') : token;
  }

  /** A function that code puts in the place of one that others call gets what they give it. */
  hook(
    flow: Flow,
    token: OutsideToken,
    { name, value }: { readonly name: string; readonly value: FlowNode },
  ): void {
    const { names, marks, isFollowed } = this.reading;
    const isGlobal = token.module === '' && GLOBAL_OBJECTS.has(token.path.join('.'));
    const member = { ...token, path: isGlobal ? [name] : [...token.path, name] };
    const known = [member, { ...token, path: [...token.path, ANY_MEMBER] }].flatMap((each) =>
      names.hooks.find(each),
    );
    for (const { kind } of known.filter(({ kind: each }) => isFollowed(each)))
      flow.propagation.listen(value, (stored) => {
        if (!(stored instanceof ObjectToken) || !stored.unit) return;
        const { params, anyArgument, receiver, node, file } = stored.unit;
        const code = { file, start: node.start, end: node.end };
        const mark = marks.taken({ kind, form: 'value', code, hooked: `${member.module}:${name}` });
        flow.enter(stored.unit);
        // Any object calls what it inherits from all objects.
        const owner = token.path.join('.') === 'Object.prototype' ? [receiver] : [];
        for (const place of [...params, anyArgument, ...owner]) flow.propagation.add(place, mark);
      });
  }
}
