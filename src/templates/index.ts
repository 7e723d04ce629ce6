export { cloudFormationFacts, readCloudFormation } from './cloudformation/read-cloud-formation.js';
export {
  entriesOf,
  field,
  fieldAt,
  itemsOf,
  parseJson,
  recordOf,
  stringOf,
  stringsOf,
  type Parsed,
} from './data.js';
export { readTerraform } from './terraform/read-terraform.js';
export type {
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  NestedTemplate,
  TemplateFacts,
} from './template-facts.js';
export { triggerOfArn, triggerOfService } from './trigger-words.js';
