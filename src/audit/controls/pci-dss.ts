import { findingsOfKind, type Framework } from './control.js';

/** PCI DSS 4.0.1 (June 2024): requirements that evidence about deployed functions can support. The words are our own. */
export const PCI_DSS: Framework = {
  name: 'PCI DSS 4.0.1',
  controls: [
    {
      id: '2.2.6',
      about: 'Security settings of system components are set so that they cannot be misused.',
      answers: [
        {
          field: findingsOfKind('configuration'),
          says: 'Settings of functions that open them to misuse: public URLs, open resource policies, missing limits.',
        },
      ],
      notAnswered:
        'Settings of anything but functions, and the configuration standard that they are held against.',
    },
    {
      id: '6.2.4',
      about: 'Software is written so that common attacks, as injection, are prevented.',
      answers: [
        {
          field: findingsOfKind('injection'),
          says: 'Ways on which data of events reaches dangerous calls without a check.',
        },
      ],
      notAnswered: 'Training of developers, design reviews, and attacks on business logic.',
    },
    {
      id: '6.3.1',
      about: 'Vulnerabilities are learned of from recognised sources and ranked by risk.',
      answers: [
        { field: { list: 'advisories' }, says: 'The source of advisories, with its date and digest.' },
        {
          field: findingsOfKind('advisory', 'malware'),
          says: 'The vulnerabilities that apply to {code}, with severity, the worst for its function first.',
        },
      ],
      notAnswered:
        'Vulnerabilities of systems outside of functions, and how the organisation itself ranks risk.',
    },
    {
      id: '6.3.2',
      about: 'There is an inventory of own software and of the third-party components in it.',
      answers: [
        {
          field: { list: 'functions' },
          says: 'Every function with the digest of its code, and the file with its bill of materials.',
        },
        { field: { list: 'components' }, says: 'The third-party packages of each artifact, with versions.' },
        { field: { list: 'notCovered' }, says: 'What the inventory does not hold.' },
      ],
      notAnswered: 'Software that does not run in functions, and who maintains the inventory.',
    },
    {
      id: '6.3.3',
      about: 'Critical security patches are installed within a month, others in a set time.',
      answers: [
        {
          field: { list: 'findings', key: 'severity', values: ['critical', 'high'] },
          says: 'Open critical and high findings, the release that fixes each, and the day on which a sweep saw it first.',
        },
        { field: { list: 'trend' }, says: 'How the number of open findings changed from sweep to sweep.' },
      ],
      notAnswered: 'The day on which a patch was installed, and without sweeps the age of a finding.',
    },
    {
      id: '6.4.2',
      about: 'Attacks on web applications that anybody can reach are found and stopped by a program.',
      answers: [
        {
          field: { list: 'functions', key: 'exposure', values: ['public', 'unknown', 'null'] },
          says: 'Functions that anybody can start, and those of which that is not known.',
        },
      ],
      notAnswered: 'Whether a firewall stands in front of these functions, and what it stops.',
    },
    {
      id: '7.2.5',
      about: 'Accounts of applications and systems have no more rights than they need.',
      answers: [
        {
          field: { list: 'permissions' },
          says: 'For each function: what its code needs of AWS, what its role allows, and the difference.',
        },
        { field: findingsOfKind('permission'), says: 'Roles that allow more than their function needs.' },
      ],
      notAnswered: 'Accounts of people, roles of other systems, and the periodic review of rights (7.2.5.1).',
    },
    {
      id: '8.6.2',
      about: 'Passwords of applications do not stand in scripts, configuration files or source code.',
      answers: [
        {
          field: findingsOfKind('secret'),
          says: 'Secrets that lie in {code}: their kind and place, never their value.',
        },
        {
          field: { list: 'findings', key: 'rule', values: ['environment-secret'] },
          says: 'Environment variables that hold a secret, by their names.',
        },
      ],
      notAnswered:
        'Repositories, build systems and documents, and whether a secret that was found still works.',
    },
    {
      id: '11.3.1',
      about:
        'Internal scans for vulnerabilities happen at least every three months, and what they find is resolved.',
      answers: [
        {
          field: { list: 'trend' },
          says: 'The dates of sweeps, whether each was complete, and what stayed open.',
        },
        { field: { list: 'gaps' }, says: 'What the last scan could not read.' },
      ],
      notAnswered:
        'Scans of networks and hosts, with or without credentials, and external scans by an approved vendor.',
    },
    {
      id: '12.3.4',
      about: 'Software in use is reviewed every year, and whether its vendor still supports it.',
      answers: [
        {
          field: { list: 'findings', key: 'rule', values: ['runtime-end'] },
          says: 'Functions whose runtime has no support any more, or soon.',
        },
      ],
      notAnswered: 'Support of packages, hardware and other software, and the plan to replace what has none.',
    },
  ],
};
