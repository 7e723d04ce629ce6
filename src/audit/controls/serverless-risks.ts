import { findingsOfKind, type Framework } from './control.js';

/**
 * The serverless risks of the Cloud Security Alliance (SAS-1 to SAS-12, 2019), whose first ten are the serverless top ten of 2018. `OWASP` names the
 * entry of OWASP's Serverless Top 10 interpretation of 2017 that is nearest. The words are our own.
 */
export const SERVERLESS_RISKS: Framework = {
  name: 'Serverless risks (CSA: twelve; OWASP: ten)',
  controls: [
    {
      id: 'SAS-1 (OWASP A1)',
      about: 'Injection: data of an event is run as code, command or query.',
      answers: [
        { field: findingsOfKind('injection'), says: 'Each way of data from an event to a dangerous call.' },
      ],
      notAnswered: 'Ways through databases, queues and other functions, and languages that are not analysed.',
    },
    {
      id: 'SAS-2 (OWASP A2)',
      about: 'Broken authentication: functions that strangers can start.',
      answers: [
        {
          field: { list: 'functions', key: 'exposure', values: ['public', 'unknown', 'null'] },
          says: 'Functions that anybody can start, with those of which that is not known.',
        },
        {
          field: {
            list: 'findings',
            key: 'rule',
            values: [
              'public-url',
              'api-without-authorizer',
              'open-permission',
              'flows/token',
              'flows/origin',
              'flows/header',
            ],
          },
          says: 'URLs, routes and policies that check no caller, tokens whose signature code does not check, and sites and cookies that a caller chooses.',
        },
      ],
      notAnswered: 'Whether code checks its caller by itself, and whether an authorizer is right.',
    },
    {
      id: 'SAS-3 (OWASP A6)',
      about: 'Insecure settings of deployment.',
      answers: [
        { field: findingsOfKind('configuration'), says: 'Settings of functions that open them to misuse.' },
      ],
      notAnswered: 'Settings of storage, queues and other services, except where they start a function.',
    },
    {
      id: 'SAS-4 (OWASP A5)',
      about: 'Roles that allow more than a function needs.',
      answers: [
        { field: { list: 'permissions' }, says: 'Needed against granted permissions of every function.' },
        { field: findingsOfKind('permission'), says: 'Roles that allow more than is needed.' },
      ],
      notAnswered: 'Rights of people and pipelines that change functions.',
    },
    {
      id: 'SAS-5 (OWASP A10)',
      about: 'Missing logs and monitoring.',
      answers: [{ field: { list: 'trend' }, says: 'That sweeps look at functions, and how often.' }],
      notAnswered: 'Whether functions write useful logs, and whether anybody reads them.',
    },
    {
      id: 'SAS-6 (OWASP A9)',
      about: 'Vulnerable or malicious third-party code.',
      answers: [
        {
          field: findingsOfKind('advisory', 'malware', 'typosquat', 'tamper', 'hook', 'install-script'),
          says: 'Vulnerable, malicious and changed packages by function.',
        },
        { field: { list: 'components' }, says: 'The packages of each artifact, with versions.' },
      ],
      notAnswered: 'Vulnerabilities that nobody has published.',
    },
    {
      id: 'SAS-7 (OWASP A3)',
      about: 'Secrets that are stored where many can read them.',
      answers: [
        { field: findingsOfKind('secret'), says: 'Secrets in {code}, by kind and place.' },
        {
          field: { list: 'findings', key: 'rule', values: ['environment-secret'] },
          says: 'Environment variables that hold a secret, by their names.',
        },
      ],
      notAnswered: 'Secrets elsewhere, and who can read the vault that secrets should be in.',
    },
    {
      id: 'SAS-8',
      about: 'Denial of service, and bills that strangers can raise.',
      answers: [
        {
          field: { list: 'findings', key: 'rule', values: ['public-without-limit', 'long-timeout'] },
          says: 'Public functions without reserved concurrency, or with a long timeout.',
        },
        {
          field: { list: 'findings', key: 'rule', values: ['flows/pattern'] },
          says: 'Patterns that a caller chooses, which can keep a function busy.',
        },
      ],
      notAnswered: 'Limits of gateways and accounts, budgets and alarms.',
    },
    {
      id: 'SAS-9',
      about: 'The order of functions in a business process can be changed.',
      answers: [],
      notAnswered: 'All of it: the logic of processes was not examined.',
    },
    {
      id: 'SAS-10',
      about: 'Errors that tell too much.',
      answers: [],
      notAnswered: 'All of it: what functions answer was not examined.',
    },
    {
      id: 'SAS-11',
      about: 'Functions and resources that nobody uses any more.',
      answers: [
        {
          field: { list: 'functions', key: 'exposure', values: ['noneSeen'] },
          says: 'Functions of which no trigger was seen.',
        },
        {
          field: { list: 'findings', key: 'rule', values: ['runtime-end'] },
          says: 'Functions whose runtime has no support.',
        },
      ],
      notAnswered: 'When a function ran last.',
    },
    {
      id: 'SAS-12',
      about: 'Data of one call that the next call can read.',
      answers: [],
      notAnswered: 'All of it: what functions keep between calls was not examined.',
    },
  ],
};
