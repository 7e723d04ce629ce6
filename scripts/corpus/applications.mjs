/**
 * The applications of the corpus: packages and frameworks of real functions, in every shape in which they are deployed.
 *
 * @typedef {object} Application
 * @property {string} id
 * @property {'npm' | 'pnpm' | 'yarn-classic' | 'yarn-berry' | 'bun'} manager
 * @property {string[]} [options] of its install command
 * @property {Record<string, string>} [environment] of its install command
 * @property {Record<string, object>} [manifests] package.json by folder, '' = the application itself
 * @property {Record<string, object>} [local] further package.json files that are not installed by themselves
 * @property {string} [prefix] folder of the zip that everything is below
 * @property {string} [inside] name of a zip inside the zip that everything is in
 * @property {boolean} [windows] written as some tools do on Windows: backslashes, no links
 * @property {boolean} [followLinks] copies instead of links
 * @property {'no-manifest' | 'pruned'} [without] what the packager left out
 * @property {boolean} [systemZip] also packed by Info-ZIP's `zip`
 */

const web = { express: '4.18.2', 'body-parser': '1.20.1', cors: '2.8.5', helmet: '6.0.1', morgan: '1.10.0' };
const lambda = {
  '@middy/core': '4.5.5',
  '@aws-lambda-powertools/logger': '1.14.0',
  'aws-xray-sdk-core': '3.5.3',
};
const sdk = { '@aws-sdk/client-dynamodb': '3.410.0', '@aws-sdk/lib-dynamodb': '3.410.0', uuid: '8.3.2' };
const documents = {
  mammoth: '1.6.0',
  mailparser: '3.6.5',
  xml2js: '0.4.23',
  jszip: '3.10.1',
  'csv-parse': '5.5.2',
};
const data = { pg: '8.11.3', knex: '2.5.1', ioredis: '5.3.2', mongodb: '6.1.0', kafkajs: '2.2.4' };
const tools = {
  lodash: '4.17.21',
  axios: '1.5.0',
  moment: '2.29.4',
  zod: '3.22.2',
  jsonwebtoken: '9.0.2',
  joi: '17.10.2',
};
const graph = {
  '@apollo/server': '4.9.3',
  graphql: '16.8.0',
  '@as-integrations/aws-lambda': '3.1.0',
  dataloader: '2.2.2',
};
const old = { request: '2.88.2', 'aws-sdk': '2.1000.0', async: '2.6.4', winston: '3.3.3', mkdirp: '0.5.5' };
const withTests = {
  resolve: '1.22.4',
  'tsconfig-paths': '3.14.2',
  'is-core-module': '2.13.0',
  'pkg-up': '3.1.0',
  'import-fresh': '3.3.0',
  tap: '0.4.13',
};

const app = (dependencies, more = {}) => ({
  '': { name: 'app', version: '1.0.0', private: true, dependencies, ...more },
});
const inFolder = (name, dependencies) => ({
  [name]: { name: name.replace('/', '-'), version: '2.0.0', dependencies },
});

/** @type {Application[]} */
export const applications = [
  { id: 'npm-hoisted', manager: 'npm', manifests: app({ ...web, ...lambda }), systemZip: true },
  {
    id: 'npm-nested',
    manager: 'npm',
    options: ['--install-strategy=nested'],
    manifests: app(web),
  },
  {
    id: 'npm-linked',
    manager: 'npm',
    options: ['--install-strategy=linked'],
    manifests: app({ ...web, ...sdk }),
  },
  {
    id: 'npm-omit-dev',
    manager: 'npm',
    options: ['--omit=dev'],
    manifests: app(tools, { devDependencies: { mocha: '10.2.0', nyc: '15.1.0' } }),
  },
  {
    id: 'npm-sdk',
    manager: 'npm',
    manifests: app({ ...sdk, '@aws-sdk/client-s3': '3.410.0', '@aws-sdk/client-sqs': '3.405.0' }),
  },
  { id: 'npm-old', manager: 'npm', manifests: app(old) },
  { id: 'npm-data', manager: 'npm', manifests: app(data) },
  {
    id: 'npm-peers',
    manager: 'npm',
    manifests: app({
      '@nestjs/core': '10.2.5',
      '@nestjs/common': '10.2.5',
      'reflect-metadata': '0.1.13',
      rxjs: '7.8.1',
    }),
  },
  {
    id: 'npm-legacy-peers',
    manager: 'npm',
    options: ['--legacy-peer-deps'],
    manifests: app({ ...graph, react: '16.14.0', 'react-dom': '16.14.0', 'react-redux': '8.1.2' }),
  },
  {
    id: 'npm-overrides',
    manager: 'npm',
    manifests: app(
      { mocha: '9.2.0', ...tools },
      { overrides: { minimatch: '3.1.2', debug: { ms: '2.1.2' } } },
    ),
  },
  {
    id: 'npm-aliases',
    manager: 'npm',
    manifests: app({
      lodash: '4.17.21',
      lodash3: 'npm:lodash@3.10.1',
      'my-uuid': 'npm:uuid@3.4.0',
      '@me/chalk': 'npm:chalk@4.1.2',
      chalk: '5.3.0',
    }),
  },
  {
    id: 'npm-bundled-dependencies',
    manager: 'npm',
    manifests: app({ npm: '9.8.1', 'node-gyp': '9.4.0' }),
  },
  { id: 'npm-test-fixtures', manager: 'npm', manifests: app(withTests) },
  {
    id: 'npm-workspaces',
    manager: 'npm',
    manifests: app({}, { workspaces: ['functions/*', 'shared'] }),
    local: {
      ...inFolder('functions/orders', { shared: '2.0.0', axios: '1.5.0', lodash: '3.10.1' }),
      ...inFolder('functions/mails', { shared: '2.0.0', nodemailer: '6.9.5', lodash: '4.17.21' }),
      ...inFolder('shared', { zod: '3.22.2', lodash: '4.17.20' }),
    },
    systemZip: true,
  },
  {
    id: 'npm-local-folder',
    manager: 'npm',
    manifests: app({ ...tools, rules: 'file:rules' }),
    local: inFolder('rules', { ajv: '8.12.0', 'fast-deep-equal': '3.1.3' }),
  },
  {
    id: 'npm-several-roots',
    manager: 'npm',
    manifests: {
      ...inFolder('orders', { ...tools, semver: '5.7.1' }),
      ...inFolder('mails', documents),
      ...inFolder('api/v2', { ...web, semver: '7.5.4' }),
    },
  },
  { id: 'npm-sub-folder', manager: 'npm', manifests: inFolder('dist/app', { ...documents, ...lambda }) },
  {
    id: 'npm-pruned',
    manager: 'npm',
    manifests: app({ ...web, ...documents, ...withTests }),
    without: 'pruned',
  },
  {
    id: 'npm-no-manifest',
    manager: 'npm',
    manifests: app({ ...tools, ...documents }),
    without: 'no-manifest',
  },
  {
    id: 'npm-windows',
    manager: 'npm',
    manifests: app({ ...tools, '@middy/core': '4.5.5' }),
    windows: true,
  },
  { id: 'npm-zip-in-zip', manager: 'npm', manifests: app(tools), inside: 'deploy/bundle.zip' },
  {
    id: 'layer',
    manager: 'npm',
    manifests: app({ ...sdk, ...tools }),
    prefix: 'nodejs/',
    without: 'no-manifest',
  },
  {
    id: 'layer-node-version',
    manager: 'npm',
    manifests: app(data),
    prefix: 'nodejs/node20/',
    without: 'no-manifest',
  },
  {
    id: 'pnpm-isolated',
    manager: 'pnpm',
    manifests: app({ ...web, ...graph }),
    systemZip: true,
  },
  {
    id: 'pnpm-isolated-copied',
    manager: 'pnpm',
    manifests: app({ ...tools, ...documents }),
    followLinks: true,
  },
  {
    id: 'pnpm-hoisted',
    manager: 'pnpm',
    options: ['--config.node-linker=hoisted'],
    manifests: app({ ...data, ...lambda }),
  },
  { id: 'yarn-classic', manager: 'yarn-classic', manifests: app({ ...old, ...web }) },
  {
    id: 'yarn-berry-modules',
    manager: 'yarn-berry',
    environment: { YARN_NODE_LINKER: 'node-modules' },
    manifests: app({ ...sdk, ...web }),
  },
  {
    id: 'yarn-berry-pnp',
    manager: 'yarn-berry',
    environment: { YARN_NODE_LINKER: 'pnp' },
    manifests: app({ ...graph, ...tools }),
    systemZip: true,
  },
  { id: 'bun', manager: 'bun', manifests: app({ hono: '3.7.2', ...data, ...web }) },
];
