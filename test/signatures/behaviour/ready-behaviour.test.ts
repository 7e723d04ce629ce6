import { expect, it } from 'vitest';
import { NO_FLOWS, type BehaviourSink, type BehaviourSource } from '../../../src/model/index.js';
import { readyBehaviour } from '../../../src/signatures/behaviour/ready-behaviour.js';
import type { Signature } from '../../../src/signatures/signature-schema.js';

const RULE = {
  id: 'code/sent',
  match: { flow: { language: 'javascript', from: ['taken'], to: ['sent'] } },
} as unknown as Signature;

const SOURCE: BehaviourSource = {
  kind: 'taken',
  words: ['word'],
  members: [],
  calls: [],
  hooks: [],
  callbacks: [],
  overrides: [],
  uses: [],
  whole: false,
  passes: false,
  undoes: [],
  narrow: false,
  inner: false,
};

function modulesOf(source: Partial<BehaviourSource>, sinks: readonly BehaviourSink[] = []) {
  const model = { ...NO_FLOWS.behaviour, sources: [{ ...SOURCE, ...source }], sinks };
  return readyBehaviour([RULE], model, 'javascript').kindsOf;
}

it.each<[Partial<BehaviourSource>, readonly string[] | null]>([
  [{ calls: ['os:{hostname,userInfo}'] }, ['os']],
  [{ calls: ['fs:**.readFile', 'fs/promises:readFile'] }, ['fs', 'fs/promises']],
  [{ hooks: ['{http,https}:request'] }, ['http', 'https']],
  [{ uses: ['jsonwebtoken:sign'] }, ['jsonwebtoken']],
  [{ calls: ['os:homedir', 'any:homedir'] }, null],
  [{ calls: ['os:homedir', 'process.cwd'] }, null],
  [{ calls: ['os:homedir'], members: ['process.env'] }, null],
  [{ calls: ['os:homedir'], variables: '^HOME$' }, null],
  [{}, null],
])('knows the modules that code of a kind has to load: %j', (source, modules) => {
  expect(modulesOf(source).get('word')).toEqual([{ kind: 'taken', shown: null, modules }]);
});

it('keeps the kinds of a word that several have', () => {
  const sink = { kind: 'sent', words: ['word'], calls: ['net:connect'], overrides: [] };
  expect(modulesOf({ calls: ['fetch'] }, [sink]).get('word')).toEqual([
    { kind: 'taken', shown: null, modules: null },
    { kind: 'sent', shown: null, modules: ['net'] },
  ]);
});

it('has no kinds without a rule of the language', () => {
  const model = { ...NO_FLOWS.behaviour, sources: [SOURCE] };
  expect(readyBehaviour([RULE], model, 'python').kindsOf.size).toBe(0);
});
