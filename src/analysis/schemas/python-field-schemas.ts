import { ancestry, provedByPattern, type CheckKind, type ClassUnit } from '../../program/index.js';
import { fieldOf } from '../../syntax/index.js';
import type { PythonSchema } from '../python-data.js';

/** Types of fields of which no value does harm. */
const HARMLESS =
  /^(?:Int|Integer|Float|Decimal|Number|Bool|Boolean|DateTime|NaiveDateTime|AwareDateTime|Date|Time|TimeDelta|UUID|Enum|IP|IPv4|IPv6|IPInterface)$/;
const TEXT = /^(?:Str|String|Email|Url|URL)$/;
/** Validators that let only values of a list through. */
const LISTED = /\b(?:OneOf|Equal|ContainsOnly)\(/;
const PATTERN = /\bRegexp\(\s*r?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/;
/** `fields.Str(validate=…)` */
const FIELD = /^(?:\w+\.)*(\w+)\((.*)\)$/s;
/** Fields inside each other. */
const DEEPEST = 4;

/** What a field lets through, as its code says it. */
function kindOf(type: string, inner: string): CheckKind | null {
  const [, double, single] = PATTERN.exec(inner) ?? [];
  const isProved = provedByPattern(double ?? single ?? '') === 'value';
  if (HARMLESS.test(type) || LISTED.test(inner) || isProved) return 'value';
  return TEXT.test(type) ? 'text' : null;
}

function fieldSchema(code: string, depth = DEEPEST): PythonSchema {
  const [, type = '', inner = ''] = FIELD.exec(code.trim()) ?? [];
  const isList = type === 'List';
  return {
    key: `field ${code}`,
    kind: isList ? null : kindOf(type, inner),
    part: (name) => (isList && name === '[]' && depth > 0 ? fieldSchema(inner, depth - 1) : null),
  };
}

/** The code of each field that a class, or a class above it, defines. */
function fieldsOf(unit: ClassUnit): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { node, scope } of [...ancestry(unit)].toReversed())
    for (const { children } of fieldOf(node, 'body')?.children ?? []) {
      const [assignment] = children;
      const [left, right] = ['left', 'right'].map((side) => assignment && fieldOf(assignment, side));
      const { text } = scope.module;
      if (assignment?.type === 'assignment' && left && right)
        fields.set(text.slice(left.start, left.end), text.slice(right.start, right.end));
    }
  return fields;
}

/** The schema of a field that does not exist: data with such a field is refused. */
const NOTHING: PythonSchema = { key: 'nothing', kind: 'value', part: () => NOTHING };

/**
 * The schema that a class of marshmallow is: it raises where data has a field that the class does not name.
 * https://marshmallow.readthedocs.io/en/stable/quickstart.html#handling-unknown-fields
 */
export function fieldSchemaOf(unit: ClassUnit): PythonSchema {
  const fields = fieldsOf(unit);
  const { text } = unit.scope.module;
  const isOpen = text.slice(unit.node.start, unit.node.end).includes('INCLUDE');
  const schema: PythonSchema = {
    key: `fields of ${String(unit.id)}`,
    kind: null,
    part: (name) => {
      const code = fields.get(name);
      if (name === '[]') return schema;
      if (code !== undefined) return fieldSchema(code);
      return isOpen ? null : NOTHING;
    },
  };
  return schema;
}
