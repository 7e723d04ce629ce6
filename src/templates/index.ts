export { cloudFormationFacts, readCloudFormation } from './cloudformation/read-cloud-formation.js';
export { entriesOf, field, fieldAt, parseJson, recordOf, stringOf, type Parsed } from './data.js';
export { readTerraform } from './terraform/read-terraform.js';
export type {
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  NestedTemplate,
  TemplateFacts,
} from './template-facts.js';
