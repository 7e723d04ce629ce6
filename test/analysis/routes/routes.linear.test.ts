import { test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';
import { expectLinear } from '../../support/expect-linear.js';

const START = "const app = require('express')(); const cp = require('child_process');\n";
const END = "\nexports.handler = require('serverless-http')(app);";

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const numbered = (at: number): string => String(at);

test.each<readonly [what: string, code: (size: number) => string]>([
  [
    'routes',
    (size) =>
      lines(
        size,
        (at) => `app.get('/${numbered(at)}', (req, res) => { cp.exec(req.query.a${numbered(at)}); });`,
      ),
  ],
  [
    'functions of one route',
    (size) =>
      `app.get('/', ${lines(size, (at) => `(req, res, next) => { if (!/^[a-z]+$/.test(req.query.a${numbered(at)})) return; next(); },`)} (req) => cp.exec(req.query.a));`,
  ],
  [
    'functions before all routes',
    (size) =>
      lines(
        size,
        (at) =>
          `app.use((req, res, next) => { req.a${numbered(at)} = req.query.b; next(); }); app.get('/${numbered(at)}', (req) => cp.exec(req.a${numbered(at)}));`,
      ),
  ],
  [
    'a function that goes on at many places',
    (size) =>
      `app.use((req, res, next) => { ${lines(size, (at) => `if (req.query.a${numbered(at)}) return next();`)} next(); }); app.get('/', (req) => cp.exec(req.query.a));`,
  ],
])('takes linear time: %s', (_what, code) =>
  expectLinear(
    20,
    (size) => START + code(size) + END,
    (text) => rulesBroken({ 'index.js': text }, SHIPPED_FLOWS),
  ),
);
