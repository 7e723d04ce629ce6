export { composePolicy, type ComposedPolicy } from './compose-policy.js';
export {
  cdkPolicy,
  cloudFormationStatements,
  inComment,
  policyDocument,
  policyNotes,
  serverlessStatements,
  terraformPolicy,
} from './policy-formats.js';
export { decideAccess, type Access, type AccessQuestion } from './decide-access.js';
export { managedPolicyStatements, samPolicyTemplate } from './managed-policies.js';
export { allowedPrincipals, type AllowedPrincipal, type RawStatement } from './policy-principals.js';
export { PlainValues } from './plain-values.js';
export { readStatements, statementsOfDocument } from './policy-statements.js';
export { accessByPolicy, type ResourceAccess } from './resource-access.js';
export { decideWithResource, type RoleAccess } from './resource-policy/decide-with-resource.js';
export { statementsForRole, type RolePrincipal } from './resource-policy/read-resource-policy.js';
export { permissionsOf, type PermissionAnswer } from './function-permissions.js';
export { neededPermissions } from './needed-permissions.js';
export { roleFindings } from './role-findings.js';
export { rolePermissions, type FunctionNeeds, type RolePermissions } from './role-permissions.js';
export {
  isSdkMethod,
  ownValue,
  sdkService,
  type SdkRequest,
  type SdkResource,
  type SdkService,
} from './python-sdk.js';
