import { posix } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormatsPlugin from 'ajv-formats';
import { readProjectFile } from './project-files.js';

// By the published types the default export is the module; in Node it is the plugin.
const addFormats = addFormatsPlugin as unknown as (ajv: Ajv) => Ajv;

/** A JSON Schema that an npm package ships, without the words that draft-07 spells in another way. */
function shippedSchema(file: string): Record<string, unknown> {
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readProjectFile(`node_modules/${file}`)) as Record<string, unknown>;
  return schema;
}

/** Validator by an official schema, with the schemas that it refers to. */
export function schemaValidator(file: string, others: readonly string[] = []): ValidateFunction {
  const ajv = addFormats(new Ajv({ strict: false, unicodeRegExp: false }));
  // Internationalised addresses: ajv-formats has no words for them, and no report holds one.
  ajv.addFormat('idn-email', true).addFormat('iri-reference', true);
  const schema = shippedSchema(file);
  for (const other of others)
    ajv.addSchema(shippedSchema(other), new URL(posix.basename(other), String(schema['$id'])).href);
  return ajv.compile(schema);
}

/** Errors of a document by the schema; empty when it is valid. */
export function schemaErrors(validate: ValidateFunction, text: string): unknown[] {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}
