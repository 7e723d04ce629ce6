export {
  API_KEY_ONLY,
  callersByAuthorization,
  identifiedCallers,
  openCallers,
  unknownCallers,
  type Callers,
} from './authorization-words.js';
export { awsLayerName } from './aws-layer-name.js';
export { harmlessVariables } from './harmless-value.js';
export { literalReference } from './literal-reference.js';
import type { Parsed } from './data.js';
import type { TemplateFacts } from './template-facts.js';
export { distinctTriggers, triggerOfArn, triggerOfService } from './trigger-words.js';

export { entriesOf, field, fieldAt, itemsOf, parseJson, recordOf, stringOf, type Parsed } from './data.js';
export type {
  CodeFacts,
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  NestedTemplate,
  PlacedTrigger,
  SettingPath,
  TemplateFacts,
} from './template-facts.js';

// The readers are loaded on first use, so that a scan without templates does not load the YAML parser.

/** See read-cloud-formation.ts. */
export async function readCloudFormation(
  text: string,
  path: string,
  known?: ReadonlyMap<string, string>,
): Promise<TemplateFacts> {
  return (await import('./cloudformation/read-cloud-formation.js')).readCloudFormation(text, path, known);
}

/** See read-cloud-formation.ts. */
export async function cloudFormationFacts(
  data: unknown,
  path: string,
  known?: ReadonlyMap<string, string>,
): Promise<TemplateFacts> {
  return (await import('./cloudformation/read-cloud-formation.js')).cloudFormationFacts(data, path, known);
}

/** See parse-template-text.ts. */
export async function parseTemplate(text: string, path: string): Promise<Parsed> {
  return (await import('./cloudformation/parse-template-text.js')).parseTemplateText(text, path);
}

/** See read-terraform.ts. */
export async function readTerraform(data: unknown): Promise<TemplateFacts> {
  return (await import('./terraform/read-terraform.js')).readTerraform(data);
}
