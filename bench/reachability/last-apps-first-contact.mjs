// The last of the second list: see apps-first-contact.mjs.

/** @type {readonly import('./apps.mjs').App[]} */
export const LAST_FIRST_CONTACT_APPS = [
  {
    name: 'nest',
    bundle: {
      external: [
        '@nestjs/microservices',
        '@nestjs/microservices/microservices.module',
        '@nestjs/websockets/socket-module',
        '@fastify/static',
        'class-transformer/storage',
      ],
    },
    dependencies: {
      '@nestjs/common': '10.4.15',
      '@nestjs/core': '10.4.15',
      '@nestjs/platform-express': '10.4.15',
      '@nestjs/config': '3.3.0',
      '@nestjs/swagger': '8.1.0',
      'serverless-http': '3.2.0',
      rxjs: '7.8.1',
      'reflect-metadata': '0.2.2',
      'class-validator': '0.14.1',
      'class-transformer': '0.5.1',
    },
    files: {
      'dist/main.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
require("reflect-metadata");
const core_1 = require("@nestjs/core");
const common_1 = require("@nestjs/common");
const serverless_http_1 = require("serverless-http");
const app_module_1 = require("./app.module");
let cached;
async function bootstrap() {
    const app = await core_1.NestFactory.create(app_module_1.AppModule, { logger: false });
    app.useGlobalPipes(new common_1.ValidationPipe({ transform: true }));
    if (process.env.DOCS === 'on')
        (await Promise.resolve().then(() => require("./docs"))).addDocs(app);
    await app.init();
    return serverless_http_1(app.getHttpAdapter().getInstance());
}
const handler = async (event, context) => {
    cached ??= await bootstrap();
    return cached(event, context);
};
exports.handler = handler;
`,
      'dist/docs.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.addDocs = void 0;
const swagger_1 = require("@nestjs/swagger");
exports.addDocs = (app) => swagger_1.SwaggerModule.setup('docs', app, swagger_1.SwaggerModule.createDocument(app, new swagger_1.DocumentBuilder().build()));
`,
      'dist/app.module.js': `"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.AppModule = void 0;
const common_1 = require("@nestjs/common");
const config_1 = require("@nestjs/config");
const root_controller_1 = require("./root.controller");
let AppModule = class AppModule {
};
exports.AppModule = AppModule;
exports.AppModule = AppModule = __decorate([
    (0, common_1.Module)({ imports: [config_1.ConfigModule.forRoot({ ignoreEnvFile: true })], controllers: [root_controller_1.RootController] })
], AppModule);
`,
      'dist/root.controller.js': `"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.RootController = void 0;
const common_1 = require("@nestjs/common");
let RootController = class RootController {
    root() { return { ok: true }; }
};
exports.RootController = RootController;
__decorate([(0, common_1.Get)()], RootController.prototype, "root", null);
exports.RootController = RootController = __decorate([(0, common_1.Controller)()], RootController);
`,
    },
    handler: 'dist/main.handler',
  },
  {
    name: 'queues',
    bundle: {},
    dependencies: {
      bullmq: '5.34.0',
      ioredis: '5.4.1',
      redis: '4.7.0',
      amqplib: '0.10.5',
      kafkajs: '2.2.4',
      uuid: '9.0.1',
    },
    files: {
      'src/publish.js': `const { v4 } = require('uuid');
const { driverOf } = require('./drivers');
exports.handler = async ({ driver = 'redis' }) => {
  const publish = driverOf(driver);
  return publish('jobs', { id: v4() }).catch(({ message }) => message);
};
`,
      'src/drivers/index.js': `exports.driverOf = (name) => {
  switch (name) {
    case 'redis':
      return require('./redis').publish;
    case 'bull':
      return require('./bull').publish;
    case 'rabbit':
      return require('./rabbit').publish;
    default:
      throw new Error('no driver ' + name);
  }
};
`,
      'src/drivers/redis.js': `const Redis = require('ioredis');
exports.publish = async (channel, message) => {
  const redis = new Redis({ host: '127.0.0.1', port: 9, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  await redis.connect();
  return redis.publish(channel, JSON.stringify(message));
};
`,
      'src/drivers/bull.js': `const { Queue } = require('bullmq');
exports.publish = (name, data) => new Queue(name, { connection: { host: '127.0.0.1', port: 9 } }).add('job', data);
`,
      'src/drivers/rabbit.js': `const amqp = require('amqplib');
exports.publish = async (name, data) => {
  const channel = await (await amqp.connect('amqp://127.0.0.1:9')).createChannel();
  return channel.sendToQueue(name, Buffer.from(JSON.stringify(data)));
};
`,
    },
    handler: 'src/publish.handler',
  },
  {
    name: 'opentelemetry',
    dependencies: {
      '@opentelemetry/api': '1.9.0',
      '@opentelemetry/sdk-trace-node': '1.30.0',
      '@opentelemetry/instrumentation': '0.57.0',
      '@opentelemetry/instrumentation-http': '0.57.0',
      '@opentelemetry/instrumentation-pg': '0.50.0',
      '@opentelemetry/exporter-trace-otlp-http': '0.57.0',
      '@opentelemetry/auto-instrumentations-node': '0.55.0',
      pg: '8.13.1',
      ejs: '3.1.10',
      pug: '3.0.3',
      consolidate: '1.0.4',
    },
    files: {
      'tracing.js': `const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const provider = new NodeTracerProvider();
provider.register();
const names = (process.env.INSTRUMENT || 'http').split(',');
const all = {
  http: () => new (require('@opentelemetry/instrumentation-http').HttpInstrumentation)(),
  pg: () => new (require('@opentelemetry/instrumentation-pg').PgInstrumentation)(),
  auto: () => require('@opentelemetry/auto-instrumentations-node').getNodeAutoInstrumentations(),
};
registerInstrumentations({ tracerProvider: provider, instrumentations: names.map((name) => all[name]()) });
if (process.env.COLLECTOR) require('./exporter')(provider);
`,
      'exporter.js': `const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-node');
module.exports = (provider) => provider.addSpanProcessor(new BatchSpanProcessor(new OTLPTraceExporter()));
`,
      'index.js': `require('./tracing');
const { trace } = require('@opentelemetry/api');
const consolidate = require('consolidate');
exports.handler = (event) =>
  trace.getTracer('x').startActiveSpan('render', async (span) => {
    const text = await consolidate.ejs.render('<%= name %>', { name: event.name });
    span.end();
    return text;
  });
`,
    },
    handler: 'index.handler',
  },
];
