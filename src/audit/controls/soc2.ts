import { findingsOfKind, type Framework } from './control.js';

/** Trust services criteria of 2017 (points of focus of 2022): criteria that evidence about deployed functions can support. The words are our own. */
export const SOC2: Framework = {
  name: 'SOC 2',
  controls: [
    {
      id: 'CC3.2',
      about: 'Risks are identified and analysed, and it is decided how each is treated.',
      answers: [
        {
          field: { list: 'exceptions' },
          says: 'Findings that somebody decided to set aside: owner, reason, expiry.',
        },
        {
          field: { list: 'acceptedGaps' },
          says: 'Parts that nobody could look into and that somebody accepted.',
        },
      ],
      notAnswered: 'Risks that no tool finds, and whether the named owner had the authority to accept.',
    },
    {
      id: 'CC6.1',
      about: 'Logical access to information is restricted, and credentials are protected.',
      answers: [
        {
          field: { list: 'functions', key: 'exposure', values: ['public', 'unknown', 'null'] },
          says: 'Functions that anybody can start, and those of which that is not known.',
        },
        { field: findingsOfKind('secret'), says: 'Credentials that lie in {code}.' },
      ],
      notAnswered: 'Accounts and authentication of people, and encryption of stored data.',
    },
    {
      id: 'CC6.3',
      about: 'Access is given by role and duty, with the least privilege.',
      answers: [
        { field: { list: 'permissions' }, says: 'Needed against granted permissions of every function.' },
        { field: findingsOfKind('permission'), says: 'Roles that allow more than their function needs.' },
      ],
      notAnswered: 'Access of people, and the process that grants and removes it.',
    },
    {
      id: 'CC6.6',
      about: 'The system is protected against threats from outside of its boundary.',
      answers: [
        { field: findingsOfKind('configuration'), says: 'Public URLs and policies that let strangers in.' },
        { field: findingsOfKind('injection'), says: 'Data of strangers that reaches dangerous calls.' },
      ],
      notAnswered: 'Networks, firewalls and devices.',
    },
    {
      id: 'CC6.8',
      about: 'Malicious and unauthorised software is prevented or found.',
      answers: [
        {
          field: findingsOfKind('malware', 'typosquat', 'install-script', 'tamper', 'hook'),
          says: 'Malicious code and names, changed packages, and code that starts by itself.',
        },
        {
          field: findingsOfKind('drift'),
          says: 'Where {code} differs from what was expected or locked.',
        },
      ],
      notAnswered: 'Malware on computers of people, and code that arrives while a function runs.',
    },
    {
      id: 'CC7.1',
      about: 'Changes that bring vulnerabilities, and newly known vulnerabilities, are detected.',
      answers: [
        { field: findingsOfKind('advisory'), says: 'Known vulnerabilities of {code}.' },
        { field: { list: 'trend' }, says: 'How often sweeps looked, and what they found over time.' },
        { field: { list: 'gaps' }, says: 'Where the detection could not look.' },
      ],
      notAnswered: 'Detection outside of functions, and how people react to what is found.',
    },
    {
      id: 'CC8.1',
      about: 'Changes are authorised, tested and approved before they are made.',
      answers: [
        {
          field: { list: 'functions' },
          says: 'Digests of {code}, to be held against approved builds.',
        },
        { field: findingsOfKind('drift'), says: 'Where {code} is not what was expected.' },
      ],
      notAnswered: 'Approvals, tests and tickets. The evidence shows {code}, not how it got there.',
    },
    {
      id: 'CC9.2',
      about: 'Risks of vendors and partners are assessed and managed.',
      answers: [
        {
          field: { list: 'components' },
          says: 'The third-party packages of each artifact, and the functions that mount it.',
        },
      ],
      notAnswered: 'Contracts and assessments of vendors, and services that functions call.',
    },
  ],
};
