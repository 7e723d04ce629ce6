/**
 * The page of the HTML report: `html-report/` in one script and one style sheet. `page.ts` beside this file is made of it by
 * scripts/build-html-report.mjs (a build or a test run starts it) and is not committed; without it, this says what is in it.
 */
export declare const PAGE: { readonly script: string; readonly style: string };
