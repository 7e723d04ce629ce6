/** File that the Serverless Framework writes beside the archives. */
export const STATE = 'serverless-state.json';
export const TEMPLATE = 'cloudformation-template-update-stack.json';

/**
 * Name of the service's configuration, which lies beside the `.serverless` folder.
 * https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
export const CONFIGURATION = /^serverless\.(?:ya?ml|json|[cm]?[jt]s)$/;

/** Forms of the configuration that are data. The others are code, which is not run. */
export const DECLARATIVE = /^serverless\.(?:ya?ml|json)$/;
