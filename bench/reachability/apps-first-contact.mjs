// A second list of applications, by somebody who has not seen the analyser. Scored once before any change of it: see run.mjs.
// Those with `bundle` have a twin of the same name with `-bundle`, made by `esbuild --bundle`.

import { MORE_FIRST_CONTACT_APPS } from './more-apps-first-contact.mjs';
import { LAST_FIRST_CONTACT_APPS } from './last-apps-first-contact.mjs';

/** @type {readonly import('./apps.mjs').App[]} */
export const FIRST_CONTACT_APPS = [
  {
    name: 'express-nunjucks',
    dependencies: {
      express: '5.0.1',
      '@codegenie/serverless-express': '4.16.0',
      nunjucks: '3.2.4',
      hbs: '4.2.0',
      helmet: '8.0.0',
      morgan: '1.10.0',
      compression: '1.7.5',
      cors: '2.8.5',
      'express-session': '1.18.1',
      'connect-redis': '8.0.1',
      redis: '4.7.0',
    },
    files: {
      'package.json': '{ "main": "src/lambda.js" }\n',
      'src/lambda.js': `const serverlessExpress = require('@codegenie/serverless-express');
const { createApp } = require('./app');
exports.handler = serverlessExpress({ app: createApp(process.env) });
`,
      'src/app.js': `const express = require('express');
const helmet = require('helmet');
const sessions = require('./sessions');
const views = require('./views');
exports.createApp = (settings) => {
  const app = express();
  app.use(helmet());
  if (settings.STAGE === 'local') app.use(require('morgan')('dev'), require('cors')());
  app.use(sessions(settings.SESSION_STORE));
  views(app, settings.ENGINE || 'nunjucks');
  app.use('/', require('./routes'));
  return app;
};
`,
      'src/views.js': `const { join } = require('path');
const engines = {
  nunjucks: (app, folder) => require('nunjucks').configure(folder, { express: app }),
  hbs: (app) => app.engine('html', require('hbs').__express),
};
module.exports = (app, name) => {
  const folder = join(__dirname, '..', 'views');
  app.set('views', folder);
  app.set('view engine', 'html');
  engines[name](app, folder);
};
`,
      'src/sessions.js': `const session = require('express-session');
const stores = {
  memory: () => new session.MemoryStore(),
  redis: () => {
    const { RedisStore } = require('connect-redis');
    return new RedisStore({ client: require('redis').createClient() });
  },
};
module.exports = (kind = 'memory') =>
  session({ secret: 'x', resave: false, saveUninitialized: false, store: stores[kind]() });
`,
      'src/routes.js': `const { Router } = require('express');
const router = Router();
router.get('/', (request, response) => response.render('home.html', { name: 'you' }));
router.get('/raw', require('compression')(), (request, response) => response.send('x'.repeat(5000)));
module.exports = router;
`,
      'views/home.html': '<h1>Hello {{ name }}</h1>\n',
    },
    handler: 'src/lambda.handler',
    event: {
      version: '2.0',
      rawPath: '/',
      rawQueryString: '',
      requestContext: { http: { method: 'GET', path: '/' } },
    },
  },
  {
    name: 'sequelize',
    dependencies: {
      sequelize: '6.37.5',
      umzug: '3.8.2',
      pg: '8.13.1',
      mysql2: '3.11.5',
      tedious: '18.6.1',
      mariadb: '3.4.0',
      dotenv: '16.4.7',
    },
    files: {
      'config/config.js': `if (process.env.NODE_ENV !== 'production') require('dotenv').config({ quiet: true });
module.exports = {
  development: { dialect: 'postgres', host: '127.0.0.1', port: 9, logging: false, retry: { max: 1 } },
  production: { dialect: 'mysql', host: process.env.DB_HOST, logging: false },
};
`,
      'models/index.js': `const { readdirSync } = require('fs');
const { join } = require('path');
const { Sequelize, DataTypes } = require('sequelize');
const settings = require('../config/config')[process.env.NODE_ENV || 'development'];
const sequelize = new Sequelize('shop', 'x', 'x', settings);
for (const file of readdirSync(__dirname).filter((name) => name !== 'index.js'))
  require(join(__dirname, file))(sequelize, DataTypes);
module.exports = sequelize;
`,
      'models/item.js': `module.exports = (sequelize, types) => sequelize.define('item', { name: types.STRING });\n`,
      'migrate.js': `const { Umzug, SequelizeStorage } = require('umzug');
const sequelize = require('./models');
exports.handler = () => new Umzug({ storage: new SequelizeStorage({ sequelize }), logger: console }).up();
`,
      'handler.js': `const { models } = require('./models');
exports.handler = async () => models.item.findAll().catch(({ name }) => name);
`,
    },
    handler: 'handler.handler',
  },
  {
    name: 'apollo',
    bundle: {},
    dependencies: {
      '@apollo/server': '4.11.2',
      '@as-integrations/aws-lambda': '3.1.0',
      '@apollo/datasource-rest': '6.3.0',
      '@graphql-tools/schema': '10.0.8',
      graphql: '16.9.0',
      'graphql-tag': '2.12.6',
      'graphql-scalars': '1.24.0',
      dataloader: '2.2.3',
    },
    files: {
      'src/graphql.js': `const { ApolloServer } = require('@apollo/server');
const { handlers, startServerAndCreateLambdaHandler } = require('@as-integrations/aws-lambda');
const { schema } = require('./schema');
const server = new ApolloServer({ schema, introspection: false });
exports.handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler(), {
  context: async () => ({ users: new (require('dataloader'))(async (ids) => ids.map((id) => ({ id }))) }),
});
exports.warm = async () => require('graphql-scalars').resolvers;
`,
      'src/schema.js': `const { gql } = require('graphql-tag');
const { makeExecutableSchema } = require('@graphql-tools/schema');
const typeDefs = gql\`type User { id: ID! } type Query { user(id: ID!): User rate: Float }\`;
const resolvers = {
  Query: {
    user: (_, { id }, { users }) => users.load(id),
    rate: () => new (require('./rates').Rates)().current(),
  },
};
exports.schema = makeExecutableSchema({ typeDefs, resolvers });
`,
      'src/rates.js': `const { RESTDataSource } = require('@apollo/datasource-rest');
exports.Rates = class Rates extends RESTDataSource {
  baseURL = 'http://127.0.0.1:9/';
  current() { return this.get('rate').then(({ rate }) => rate); }
};
`,
    },
    handler: 'src/graphql.handler',
    event: {
      version: '2.0',
      rawPath: '/',
      rawQueryString: '',
      headers: { 'content-type': 'application/json' },
      requestContext: { http: { method: 'POST', path: '/' } },
      body: '{"query":"{ user(id: 1) { id } }"}',
    },
  },
  {
    name: 'i18n-lazy',
    bundle: { external: ['i18next-fs-backend'] },
    dependencies: {
      i18next: '23.16.8',
      'i18next-fs-backend': '2.6.0',
      dayjs: '1.11.13',
      moment: '2.30.1',
      'date-fns': '2.30.0',
      luxon: '3.5.0',
    },
    files: {
      'index.js': `const { translator } = require('./i18n');
const { dateIn } = require('./dates');
exports.handler = async ({ language = 'de' }) => {
  const t = await translator(language);
  return t('hello', { day: await dateIn(language, 0) });
};
`,
      'i18n.js': `const i18next = require('i18next');
exports.translator = async (language) => {
  const { default: translation } = await import(\`./locales/\${language}.js\`);
  await i18next.init({ lng: language, resources: { [language]: { translation } } });
  return i18next.t;
};
exports.fromFiles = (folder) => i18next.use(require('i18next-fs-backend')).init({ backend: { loadPath: folder } });
`,
      'dates.js': `const dayjs = require('dayjs');
const LOCALES = { de: () => require('dayjs/locale/de'), fr: () => require('dayjs/locale/fr') };
exports.dateIn = async (language, time) => {
  LOCALES[language]?.();
  return dayjs(time).locale(language).format('D. MMMM YYYY');
};
`,
      'locales/de.js': `module.exports = { hello: 'Hallo am {{day}}' };\n`,
      'locales/fr.js': `const moment = require('moment');\nmodule.exports = { hello: 'Bonjour {{day}}', year: moment().year() };\n`,
    },
    handler: 'index.handler',
  },
  ...MORE_FIRST_CONTACT_APPS,
  ...LAST_FIRST_CONTACT_APPS,
];
