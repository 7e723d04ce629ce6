import { z } from 'zod';
import { TRIGGER_ACCESS } from '../../model/index.js';
import { AcceptedGap, Finding, Suppression } from './finding-schema.js';
import { Package, Problem } from './package-schema.js';
import { Exposure, Permissions } from './permission-schema.js';

const FindingReference = z
  .strictObject({
    artifact: z.string(),
    id: z.string().describe('Finding id in that artifact.'),
    fingerprint: z.string().describe("The finding's fingerprint with this function's id."),
    suppression: Suppression.nullable().describe(
      'Set when it is set aside in this function, but not wherever it was found.',
    ),
    isNew: z
      .boolean()
      .nullable()
      .describe('Whether the baseline lacks it in this function; null without a baseline.'),
  })
  .meta({ id: 'findingReference', description: 'A finding of an artifact that the function mounts.' });

const FunctionPackage = z
  .strictObject({
    artifact: z.string(),
    id: z.string().describe('Package id in that artifact.'),
    reachable: z
      .boolean()
      .nullable()
      .describe('Whether code of the function may load it; null when that is not known. Null is not safe.'),
    when: z
      .enum(['start', 'call'])
      .nullable()
      .describe(
        'start: loaded as the function starts. call: only when a function of the code is called. Null unless it is reachable.',
      ),
    via: z
      .array(z.string())
      .describe('Files on the way from the handler to it, both included; empty unless it is reachable.'),
    shadowedBy: z.string().nullable().describe('{artifact id}#{package id} of what is loaded instead.'),
  })
  .meta({ id: 'functionPackage', description: "A package as the function's runtime sees it." });

const Mount = z
  .strictObject({
    artifact: z.string().describe('Artifact id.'),
    path: z.string().describe('Where the runtime puts it: /var/task, /opt …'),
  })
  .meta({
    id: 'mount',
    description: 'An artifact as one function sees it; later mounts of one path overwrite earlier ones.',
  });

const Trigger = z
  .strictObject({
    type: z.string().describe('http, queue, stream, schedule, storage, topic, email, auth, other.'),
    detail: z.string().nullable(),
    access: z
      .enum(TRIGGER_ACCESS)
      .exactOptional()
      .describe('Who may cause its events, as far as configuration or account show it.'),
    statement: z.string().exactOptional().describe('The setting that says so, in plain words.'),
  })
  .meta({ id: 'trigger', description: 'What may start the function, as its configuration says.' });

const Role = z
  .strictObject({ name: z.string().nullable(), arn: z.string().nullable(), policies: z.array(z.string()) })
  .meta({ id: 'role', description: 'What it runs as.' });

const EnvironmentHook = z
  .strictObject({
    name: z.string(),
    code: z
      .enum(['function', 'layer', 'elsewhere', 'value', 'unknown'])
      .describe(
        'Where the code is that the value names; value when the value holds the code; unknown when only the deployment knows the value.',
      ),
    vendor: z.string().nullable().describe('Vendor whose published set-up it is; null when none is known.'),
  })
  .meta({
    id: 'environmentHook',
    description: 'A variable that makes a runtime load code which no handler imports.',
  });

const Declaration = z
  .strictObject({
    path: z.string().describe('Template, manifest or source file, named as artifacts are.'),
    line: z.int().nullable().describe('1-based; null when not known.'),
  })
  .meta({ id: 'declaration', description: 'Where configuration says that the function exists.' });

const PLATFORMS = [
  'aws-lambda',
  'vercel',
  'netlify',
  'cloudflare',
  'azure-functions',
  'gcf',
  'unknown',
] as const;

export const FunctionSchema = z
  .strictObject({
    id: z
      .string()
      .describe(
        'ARN without version where known, else the name within the target, which does not depend on where that lies.',
      ),
    name: z.string(),
    platform: z.enum(PLATFORMS),
    runtime: z.string().nullable().describe('nodejs22.x, python3.12 …'),
    handler: z.string().nullable(),
    architecture: z.string().nullable(),
    account: z.string().nullable(),
    region: z.string().nullable(),
    arn: z.string().nullable(),
    tags: z.record(z.string(), z.string()),
    mounts: z.array(Mount),
    role: Role.nullable(),
    triggers: z.array(Trigger),
    exposure: Exposure.nullable().describe('Null if nothing about its triggers is known.'),
    permissions: Permissions.nullable().describe('Null if they were not analysed.'),
    environment: z.array(z.string()).describe('Names of environment variables, never values.'),
    environmentHooks: z
      .array(EnvironmentHook)
      .describe('Those of them that make the runtime load code, judged without keeping their values.'),
    declaredIn: Declaration.nullable().describe(
      'Null for a bare artifact, and where the declaring file is inside the artifact.',
    ),
    packages: z.array(FunctionPackage),
    runtimePackages: z.array(Package).describe('Packages that its code imports and the platform provides.'),
    findings: z
      .array(z.union([FindingReference, Finding]))
      .describe("References to artifacts' findings, and its own."),
    problems: z.array(Problem),
    complete: z.boolean().describe('Everything it mounts was read and resolved, or the gaps are accepted.'),
    reasons: z.array(z.string()).describe('Why it is not complete.'),
    acceptedGaps: z.array(AcceptedGap).describe('What was not seen and is accepted by a rule.'),
  })
  .meta({ id: 'function', description: 'A deployed function and what it mounts.' });
