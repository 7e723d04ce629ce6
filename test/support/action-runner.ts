import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readProjectFile } from './project-files.js';

interface ActionStep {
  readonly id?: string;
  readonly name: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
  readonly uses?: string;
}

/** `action.yml`, as far as it is read. */
export interface ActionManifest {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

export function readActionManifest(): ActionManifest {
  return parse(readProjectFile('action.yml')) as ActionManifest;
}

/** A machine that runs jobs. */
export interface RunnerMachine {
  readonly workspace: string;
  readonly temporaryFolder: string;
  /** Where the runner put the commit of the action. */
  readonly actionFolder: string;
  /** An earlier job of the test did the step that installs. */
  readonly isInstalled: boolean;
  /** Of the process: home folders, npm's settings. */
  readonly env: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  readonly token: string;
}

/** Event that started a job. */
export interface JobCause {
  readonly eventName: string;
  readonly event: object;
}

/** A command that the runner obeyed. */
export interface ObeyedCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface StepResult {
  readonly code: number;
  readonly log: string;
}

export interface JobResult {
  /** Of the first step that failed, else 0. */
  readonly code: number;
  /** All that the steps printed. */
  readonly log: string;
  readonly commands: readonly ObeyedCommand[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The expressions that action.yml may use, and no others. */
function evaluated(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`action.yml uses ${name}, which is not known`);
    return value;
  });
}

function runStep(script: string, env: Readonly<Record<string, string>>, cwd: string): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const bash = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], { cwd, env });
    let log = '';
    for (const stream of [bash.stdout, bash.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (log += text));
    }
    bash.once('error', reject);
    bash.once('close', (code) => resolve({ code: code ?? 1, log }));
  });
}

function unescaped(text: string, isProperty: boolean): string {
  const plain = isProperty ? text.replaceAll('%3A', ':').replaceAll('%2C', ',') : text;
  return plain.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function commandIn(line: string): ObeyedCommand | null {
  // Of the two forms the runner looks for the old one anywhere in a line.
  const old = /##\[(\w[\w-]*)[^\]]*\](.*)/.exec(line);
  const [, name, told = '', message = ''] = /^\s*::([\w-]+)(?: ([^\r\n]*?))?::(.*)$/.exec(line) ?? [];
  if (name === undefined)
    return old ? { name: `##[${old[1]}]`, properties: {}, message: old[2] ?? '' } : null;
  const properties = told
    .split(',')
    .filter(Boolean)
    .map((part) => [part.slice(0, part.indexOf('=')), unescaped(part.slice(part.indexOf('=') + 1), true)]);
  return {
    name,
    properties: Object.fromEntries(properties) as Record<string, string>,
    message: unescaped(message, false),
  };
}

/** Lines that the runner takes for commands, `stop-commands` honoured. */
export function obeyedCommands(log: string): ObeyedCommand[] {
  const commands: ObeyedCommand[] = [];
  let stoppedBy: string | null = null;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = commandIn(line);
    const resumes = stoppedBy !== null && line.trim() === `::${stoppedBy}::`;
    if (resumes) stoppedBy = null;
    else if (stoppedBy === null && command?.name === 'stop-commands') stoppedBy = command.message;
    else if (stoppedBy === null && command) commands.push(command);
  }
  if (stoppedBy !== null) throw new Error('commands were stopped for good');
  return commands;
}

function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const [name = '', delimiter] = (lines.shift() ?? '').split('<<');
    if (delimiter === undefined) continue;
    const value = lines.splice(0, lines.indexOf(delimiter));
    lines.shift();
    outputs[name] = value.join('\n');
  }
  return outputs;
}

function contextOf(
  { runs, inputs }: ActionManifest,
  given: Readonly<Record<string, string>>,
  token: string,
): Map<string, string> {
  const values = new Map([['github.token', token]]);
  for (const [name, { default: fallback = '' }] of Object.entries(inputs)) {
    values.set(`inputs.${name}`, given[name] ?? evaluated(fallback, values));
  }
  const unknown = Object.keys(given).find((name) => !(name in inputs));
  if (unknown !== undefined) throw new Error(`action.yml has no input ${unknown}`);
  if (runs.steps.some(({ uses }) => uses !== undefined)) throw new Error('action.yml uses another action');
  return values;
}

/** Runs the steps of action.yml one after the other until one fails, as a runner does, on this machine. */
export async function runAction(
  machine: RunnerMachine,
  { eventName, event }: JobCause,
  inputs: Readonly<Record<string, string>>,
): Promise<JobResult> {
  const manifest = readActionManifest();
  const values = contextOf(manifest, inputs, machine.token);
  const folder = join(machine.temporaryFolder, '_runner_files');
  mkdirSync(folder, { recursive: true });
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const base = {
    ...machine.env,
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_ACTION_PATH: machine.actionFolder,
    GITHUB_API_URL: machine.apiUrl,
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_REPOSITORY: 'team/app',
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.example.invalid',
    GITHUB_WORKSPACE: machine.workspace,
    RUNNER_TEMP: machine.temporaryFolder,
  };
  const result = { code: 0, log: '', summary: '' };
  for (const [at, step] of manifest.runs.steps.entries()) {
    if (machine.isInstalled && step.id === undefined) continue;
    const own = Object.entries(step.env ?? {}).map(
      ([name, text]) => [name, evaluated(text, values)] as const,
    );
    const env = {
      ...base,
      GITHUB_OUTPUT: file(`output-${at}`),
      GITHUB_STEP_SUMMARY: file(`summary-${at}`),
      ...Object.fromEntries(own),
    };
    const { code, log } = await runStep(
      file(`step-${at}.sh`, evaluated(step.run, values)),
      env,
      machine.workspace,
    );
    Object.assign(result, { code, log: result.log + log });
    result.summary += readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8');
    for (const [name, value] of Object.entries(outputsIn(readFileSync(env.GITHUB_OUTPUT, 'utf8')))) {
      values.set(`steps.${step.id ?? ''}.outputs.${name}`, value);
    }
    if (code !== 0) break;
  }
  // An output that no step set is empty.
  const outputs = Object.entries(manifest.outputs).map(([name, { value }]) => {
    const [, source = ''] = /\$\{\{\s*([\w.-]+)\s*\}\}/.exec(value) ?? [];
    return [name, values.get(source) ?? ''] as const;
  });
  return { ...result, commands: obeyedCommands(result.log), outputs: Object.fromEntries(outputs) };
}
