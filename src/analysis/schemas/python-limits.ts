import type { PythonPlace, PythonValue } from '../../program/index.js';
import { isData, whatIs, type PythonData, type PythonDataSet, type PythonSchema } from '../python-data.js';
import { partSchema, verdictOf } from './python-json-schema.js';
import type { RulesByCheck } from './taint.js';

type Values = readonly PythonValue[];

/** Methods of a dictionary or list that give its parts, or all of it. */
const READING = /^(?:get|pop|items|values|keys|copy)$/;

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
    const verdict = schema ? verdictOf(schema) : 'open';
    if (verdict === 'value') return [];
    const cleared = verdict === 'text' ? this.rules.text : [];
    const { trail, part, made } = data;
    return [this.set.after(data, place, { trail, part, made, cleared, schema })];
  }

  /** What a schema lets through of the data among values. */
  ofAll(values: Values, schema: PythonSchema, place: PythonPlace): Values {
    return values.flatMap((value) =>
      isData(value) ? this.limited(whatIs(value) as PythonData, schema, place) : [value],
    );
  }

  /** The schema of a field of data. An attribute of a dictionary is one of its methods: those that read it keep its schema. */
  partOf({ schema }: PythonData, name: string, { node }: PythonPlace): PythonSchema | null {
    if (!schema || (node.type === 'attribute' && READING.test(name))) return schema;
    return partSchema(schema, name);
  }

  /** The elements of data; what an envelope holds may be a list of what its schema describes. */
  elements(data: PythonData, place: PythonPlace): Values | null {
    const { schema } = data;
    return schema && this.limited(data, partSchema(schema, '[]') ?? schema, place);
  }
}
