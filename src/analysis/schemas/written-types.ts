import type { SchemaKind } from '../../model/index.js';
import { FlowNode, ObjectToken, PLAIN, provedByPattern, type Flow, type Token } from '../../program/index.js';
import { shapeOnce, type DataShape, type Found } from './data-shape.js';
import type { Passing } from './in-turn.js';
import { schemaOf, type Parts } from './schema.js';
import type { Taints, TaintToken } from './taint.js';

/** Types of which no value does harm, as texts of schemas write them: `number`, `string.uuid`, `number > 0`. */
const HARMLESS =
  /^(?:[\d.]+\s*<=?\s*)?(?:number|boolean|bigint|Date|true|false|null|undefined|never|string\.(?:uuid|digits|alpha|alphanumeric|hex|integer|numeric|date|semver))(?:[.\s].*)?$/s;
const QUOTED = /^(['"])[^'"]*\1$/;
const PATTERN = /^\/(.*)\/$/s;
const TEXT = /^(?:\d+\s*<=?\s*)?string(?:[.\s].*)?$/s;

interface Steps {
  readonly taints: Taints;
  /** What another schema lets through. */
  readonly pass: (passing: Passing, token: Token, found: Found) => void;
}

/** What one of the types lets through that a text names, with `|` between them. */
function passName(taints: Taints, data: TaintToken, name: string): Token {
  const [, pattern] = PATTERN.exec(name) ?? [];
  if (HARMLESS.test(name) || QUOTED.test(name)) return PLAIN;
  if (pattern !== undefined) return taints.after(taints.text(data), provedByPattern(pattern));
  return TEXT.test(name) ? taints.text(data) : data;
}

function passText(
  taints: Taints,
  data: TaintToken,
  { text, found }: { readonly text: string; readonly found: Found },
) {
  const names = PATTERN.test(text) ? [text] : text.split('|');
  for (const name of names) found(passName(taints, data, name.trim()));
}

/** Calls back with the types of a field: that of its name, and of its name with `?`. */
function eachField(
  flow: Flow,
  fields: ObjectToken,
  { name, found }: { readonly name: string; readonly found: Found },
) {
  for (const each of [name, `${name}?`]) flow.propagation.listen(flow.properties.lookup(fields, each), found);
}

/** What a type lets through that code writes as a text, or as an object of such texts: `type({ id: 'string.uuid' })`. */
export function passWritten(
  { taints, pass }: Steps,
  passing: Passing,
  types: { readonly type: FlowNode; readonly found: Found },
): void {
  const { flow, data } = passing;
  const { type, found } = types;
  flow.decide(type, (token) => {
    if (token?.kind === 'text') passText(taints, data, { text: token.text, found });
    else if (token && schemaOf(token)) pass(passing, token, found);
    else if (!(token instanceof ObjectToken) || token.form !== 'literal') found(data);
    else
      found(
        taints.shaped(
          data,
          shapeOnce(flow, {
            part: (name, give) => {
              eachField(flow, token, {
                name,
                found: (each) => {
                  if (each.kind === 'text') passText(taints, data, { text: each.text, found: give });
                  else pass(passing, each, give);
                },
              });
            },
            whole: (give) => {
              flow.propagation.listen(flow.properties.all(token), (each) => {
                if (each.kind === 'text') passText(taints, data, { text: each.text, found: give });
                else pass(passing, each, give);
              });
            },
          }),
        ),
      );
  });
}

/** What a member of a library lets through that code uses as a schema: `t.string`. */
export function memberLeft(taints: Taints, data: TaintToken, part: SchemaKind | null): Token {
  if (part === 'clean') return PLAIN;
  if (part === 'address') return taints.address(data);
  return part === 'text' ? taints.text(data) : data;
}

interface Fields {
  /** Whether a field that the schema does not name stays. */
  readonly isLoose: boolean;
  /** Calls back with the fields that code gives the schema, and what the schema before it lets through. */
  readonly eachPart: (parts: Parts) => void;
}

/** What the fields of a schema let through, each by its name. */
export function fieldsShape(
  { taints, pass }: Steps,
  passing: Passing,
  { isLoose, eachPart }: Fields,
): DataShape {
  const { flow, data } = passing;
  const each = (place: FlowNode, found: Found): void => {
    flow.propagation.listen(place, (token) => {
      if (token.kind !== 'nothing') pass(passing, token, found);
    });
  };
  return shapeOnce(flow, {
    part: (name, found) => {
      const field = new FlowNode();
      const give = (left: Token): void => flow.propagation.add(field, left);
      eachPart({
        ofFields: (fields) => {
          each(flow.properties.lookup(fields, name), give);
        },
        ofBase: (left) => {
          taints.part(left, name, give);
        },
        found: give,
      });
      // A field that neither names stays.
      if (isLoose)
        flow.decide(field, (left) => {
          found(left ?? data);
        });
      else flow.propagation.listen(field, found);
    },
    whole: (found) => {
      if (isLoose) found(data);
      const whole = (left: Token): void => {
        taints.whole(left, found);
      };
      eachPart({
        ofFields: (fields) => {
          each(flow.properties.all(fields), whole);
        },
        ofBase: whole,
        found,
      });
    },
  });
}
