/** What the Serverless Framework writes beside the archives. */
export const STATE = 'serverless-state.json';
export const TEMPLATE = 'cloudformation-template-update-stack.json';
