import type { PythonPlace, PythonValue } from '../../program/index.js';
import { isData, whatIs, type PythonData, type PythonDataSet, type PythonSchema } from '../python-data.js';
import { bothSchemas, withoutParts } from './python-checked-parts.js';
import { clearedBy, type RulesByCheck } from '../texts/rules-by-check.js';

type Values = readonly PythonValue[];

/** Methods of a dictionary, list or match that give its parts, or all of it. */
const READING = /^(?:get|pop|items|values|keys|copy|group)$/;

/** `match[1]`, `match.group(1)`: the number of the group, none for the whole. */
const NUMBERED = /(?:\[|\.group\()\s?(\d*)\s?[\])]$/;

/** What is known of data where code reads it. */
export interface FoundChecks {
  /** Rules that do not apply to it; null: none does. */
  readonly cleared: readonly string[] | null;
  /** A schema that it fits. */
  readonly schema: PythonSchema | null;
  /** Parts of it that code has given other values: no earlier schema says anything of these. */
  readonly changed: readonly string[];
}

/** Data that fits schemas, and parts of it. */
export class PythonLimits {
  private readonly set: PythonDataSet;
  private readonly rules: RulesByCheck;

  constructor(set: PythonDataSet, rules: RulesByCheck) {
    this.set = set;
    this.rules = rules;
  }

  /** What a schema lets through of data. */
  limited(data: PythonData, schema: PythonSchema | null, place: PythonPlace): Values {
    const kind = schema?.kind ?? null;
    const cleared = kind === null ? [] : clearedBy(kind, this.rules);
    if (cleared === null) return [];
    const { trail, part, made } = data;
    return [this.set.after(data, place, { trail, part, made, cleared, schema })];
  }

  /** What is left of data that code reads where it has checked it. */
  checked(data: PythonData, { cleared, schema, changed }: FoundChecks, place: PythonPlace): Values {
    if (cleared === null) return [];
    const known = withoutParts(data.schema, changed);
    const fits = bothSchemas(known, schema);
    if (cleared.length === 0 && fits === data.schema) return [this.set.make(data)];
    const { trail, part, made } = data;
    const left = cleared.length === 0 ? data : { ...data, cleared: new Set([...data.cleared, ...cleared]) };
    return this.limited({ ...left, trail, part, made }, fits, place);
  }

  /** What a schema lets through of the data among values. */
  ofAll(values: Values, schema: PythonSchema, place: PythonPlace): Values {
    return values.flatMap((value) =>
      isData(value) ? this.fitting(whatIs(value) as PythonData, schema, place) : [value],
    );
  }

  /** Data that fits a further schema. */
  private fitting(data: PythonData, schema: PythonSchema, place: PythonPlace): Values {
    return this.limited(data, bothSchemas(data.schema, schema), place);
  }

  /** The schema of a field. Methods that read a dictionary, such as `get`, are attributes in the code: they keep the dictionary's schema. */
  partOf({ schema }: PythonData, name: string, { node }: PythonPlace): PythonSchema | null {
    if (!schema || (node.type === 'attribute' && READING.test(name))) return schema;
    return schema.part(name);
  }

  /** The elements of data; what an envelope holds may be a list of what its schema describes. */
  elements(data: PythonData, place: PythonPlace): Values | null {
    const { schema } = data;
    if (!schema) return null;
    const { node, module } = place;
    const [, number] = NUMBERED.exec(module.text.slice(Math.max(node.start, node.end - 20), node.end)) ?? [];
    const group = number === undefined ? null : schema.part(`#${number || 0}`);
    return this.limited(data, schema.part('[]') ?? group ?? schema, place);
  }
}
