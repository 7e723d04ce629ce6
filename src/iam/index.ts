export { decideAccess, type Access, type AccessQuestion } from './decide-access.js';
export { managedPolicyStatements, samPolicyTemplate } from './managed-policies.js';
export { readStatements, statementsOfDocument } from './policy-statements.js';
export { roleFindings } from './role-findings.js';
