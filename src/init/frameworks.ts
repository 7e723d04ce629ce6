/** A tool that builds functions, and the steps of a workflow for it. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** Whether a project of these files is built with it. */
  recognises(project: Project): boolean;
  /** Commands that build the deployed package, without deploying. */
  readonly build: readonly string[];
  /** The target to scan then. */
  readonly target: string;
}

/** The folder that is set up. */
export interface Project {
  /** Names of its files and folders. */
  readonly names: ReadonlySet<string>;
  /** Text of a file by its path from there; null when it is not there or not to be read. */
  readText(path: string): string | null;
}

function hasAny(...files: readonly string[]): Framework['recognises'] {
  return ({ names }) => files.some((file) => names.has(file));
}

const TEMPLATES = ['template.yaml', 'template.yml', 'template.json'];

function isSam(project: Project): boolean {
  const isTemplate = (file: string): boolean =>
    project.names.has(file) && (project.readText(file)?.includes('AWS::Serverless') ?? false);
  return project.names.has('samconfig.toml') || TEMPLATES.some(isTemplate);
}

/** In the order of detection; the last one takes all other projects. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'cdk',
    title: 'AWS CDK',
    recognises: hasAny('cdk.json'),
    build: ['npx cdk synth --quiet'],
    target: 'cdk.out',
  },
  { id: 'sam', title: 'AWS SAM', recognises: isSam, build: ['sam build'], target: '.aws-sam/build' },
  {
    id: 'serverless',
    title: 'Serverless Framework',
    recognises: ({ names }) =>
      ['yml', 'yaml', 'json', 'js', 'cjs', 'mjs', 'ts'].some((end) => names.has(`serverless.${end}`)),
    build: ['npx serverless package'],
    target: '.serverless',
  },
  {
    id: 'vercel',
    title: 'Vercel',
    recognises: hasAny('vercel.json', '.vercel'),
    build: ['npx vercel build'],
    target: '.vercel/output',
  },
  {
    id: 'netlify',
    title: 'Netlify',
    recognises: hasAny('netlify.toml', '.netlify'),
    build: ['npx netlify build --offline'],
    target: '.netlify/functions',
  },
  {
    id: 'cloudflare',
    title: 'Cloudflare Workers',
    recognises: hasAny('wrangler.toml', 'wrangler.json', 'wrangler.jsonc'),
    build: ['npx wrangler deploy --dry-run --outdir dist'],
    target: 'dist',
  },
  {
    id: 'azure',
    title: 'Azure Functions',
    recognises: hasAny('host.json'),
    build: ['npm run build --if-present'],
    target: '.',
  },
  {
    id: 'terraform',
    title: 'Terraform',
    recognises: ({ names }) => [...names].some((name) => name.endsWith('.tf')),
    build: [
      'terraform init -input=false',
      'terraform plan -input=false -out=stowaway.tfplan',
      'terraform show -json stowaway.tfplan > plan.json',
    ],
    target: 'plan.json',
  },
  {
    id: 'plain',
    title: 'no known framework',
    recognises: () => true,
    build: ['npm run build --if-present'],
    target: '.',
  },
];
