/** A signature file as a user would write one. */
export const NEEDLE = `id: mine/needle
title: A needle in the code
why: It is what this test looks for.
do: Take the needle out.
kind: malware
keywords: [needle]
match:
  text: needle
examples:
  bad:
    - { why: 'it is there', files: { a.js: needle } }
    - { why: 'there, too', files: { b.js: 'a needle' } }
  good:
    - { why: 'no needle here', files: { a.js: thread } }
    - { why: 'nor is here', files: { a.js: yarn } }
`;
